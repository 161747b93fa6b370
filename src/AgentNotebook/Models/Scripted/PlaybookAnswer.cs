namespace AgentNotebook.Models.Scripted;

/// <summary>What a step answers.</summary>
/// <param name="Text">The plan, the diagnosis or the explanation.</param>
/// <param name="Code">The code; null when the role gives none, or the step gives up.</param>
internal sealed record PlaybookAnswer(string Text, string? Code)
{
    public static PlaybookAnswer Nothing { get; } = new("", null);

    public IReadOnlyList<Assumption> Assumptions { get; init; } = [];

    public IReadOnlyList<string> Facts { get; init; } = [];
}
