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
    /// Whether the lines after it, to the end of the cell, belong to it; see <see cref="IsLanguage"/> for those that end earlier. Lines after a magic without a body are C#.
    /// </summary>
    public bool HasBody { get; init; }

    /// <summary>
    /// Whether it says in which language the lines after it are. The body of such a magic ends where the next one stands; one without a body
    /// goes back to C#.
    /// </summary>
    public bool IsLanguage { get; init; }

    /// <summary>
    /// Whether it stands for something that does not run here, so that notebooks in which it stands still run: it takes whatever follows its
    /// name, and no list of magics names it.
    /// </summary>
    public bool IsStandIn { get; init; }

    /// <summary>Other names it is called by, with their prefix.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What the body is, for help; unused without one.</summary>
    public string BodyHelp { get; init; } = "";
}
