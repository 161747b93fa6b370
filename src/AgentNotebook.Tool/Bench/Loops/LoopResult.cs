namespace AgentNotebook.Tool.Bench.Loops;

/// <summary>One row of the table.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Title">What happens in it.</param>
/// <param name="Expected">How it should end.</param>
/// <param name="Got">How it ended.</param>
/// <param name="ExpectedSaid">What the controller should say before.</param>
/// <param name="Said">What it said.</param>
/// <param name="ExpectedAttempts">After how many attempts it should end.</param>
/// <param name="Attempts">After how many it did.</param>
/// <param name="Patterns">The patterns the controller named, in order.</param>
/// <param name="Evidence">What it stopped the run for, and on what evidence.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record LoopResult(
    string Scenario,
    string Title,
    string Expected,
    string Got,
    string ExpectedSaid,
    string Said,
    int ExpectedAttempts,
    int Attempts,
    IReadOnlyList<string> Patterns,
    IReadOnlyList<string> Evidence,
    double Seconds)
{
    /// <summary>Whether all of it is as expected.</summary>
    public bool IsRight => (Expected, ExpectedSaid, ExpectedAttempts) == (Got, Said, Attempts);
}
