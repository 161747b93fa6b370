namespace AgentNotebook.Magics;

/// <summary>A magic, declared once: hosts parse, complete, explain and run it from this.</summary>
/// <param name="Name">With its prefix, such as <c>#!agent-run</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Parameters">In the order in which help lists them. <c>-h</c> and <c>--help</c> are understood by every magic.</param>
/// <param name="Run">What it does.</param>
public sealed record MagicDeclaration(
    string Name,
    string Summary,
    IReadOnlyList<MagicParameter> Parameters,
    Func<MagicInvocation, CancellationToken, Task> Run)
{
    /// <summary>
    /// Whether the lines after it, to the end of the cell, belong to it. Lines after a magic without a body are C#.
    /// </summary>
    public bool HasBody { get; init; }

    /// <summary>What the body is, for help; unused without one.</summary>
    public string BodyHelp { get; init; } = "";
}
