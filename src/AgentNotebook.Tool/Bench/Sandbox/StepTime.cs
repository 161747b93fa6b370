namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>How long a program took from source to answer, in milliseconds.</summary>
/// <param name="Compile">Compiling it.</param>
/// <param name="Run">Sending it to a worker, loading and running it there, and its answer's way back.</param>
internal sealed record StepTime(double Compile, double Run)
{
    /// <summary>From source to answer.</summary>
    public double Total => Compile + Run;
}
