using AgentNotebook.Execution;

namespace AgentNotebook.Display.Lessons;

/// <summary>What a check of a lesson found.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Outcomes">Each condition and method, in order; at least one.</param>
/// <param name="Hint">What to tell whoever does not pass; empty for nothing.</param>
/// <param name="Points">What it is worth; 0 when the teacher gave no number.</param>
public sealed record CheckReport(string Name, IReadOnlyList<CheckOutcome> Outcomes, string Hint, int Points)
{
    /// <summary>Whether all of it holds.</summary>
    public bool Passed => Outcomes.All(outcome => outcome.Passed);
}
