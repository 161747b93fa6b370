namespace AgentNotebook.Models;

/// <summary>What a run is asked to do.</summary>
/// <param name="Task">The body of the cell: code to make work, or a task in plain language.</param>
/// <param name="Checks">C# conditions on the result; all must hold for the run to succeed.</param>
public sealed record TaskBrief(string Task, IReadOnlyList<string> Checks)
{
    /// <summary>C# declarations that the checks use, compiled beside the result: the methods of a check cell.</summary>
    /// <value>Default: empty.</value>
    public string CheckCode { get; init; } = "";

    /// <summary>What the code is handed, in words for the model.</summary>
    public IReadOnlyList<BriefInput> Inputs { get; init; } = [];
}
