namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>How long a program took from source to answer, in milliseconds.</summary>
/// <param name="Compile">Compiling it.</param>
/// <param name="Run">Sending it to a worker, loading and running it there, and its answer's way back.</param>
/// <param name="Processor">Processor time of this process, over all its threads, and of the guest: what other programs do hardly shows in it.</param>
internal sealed record StepTime(double Compile, double Run, double Processor)
{
    /// <summary>From source to answer.</summary>
    public double Total => Compile + Run;
}
