namespace AgentNotebook.Models.Scripted;

/// <summary>A node of the file with its place. Exactly one of the three forms is set.</summary>
internal sealed record PlaybookNode(long Line, long Column)
{
    public string? Scalar { get; init; }

    /// <summary>Whether it is a text without quotes, which may stand for a number.</summary>
    public bool IsPlain { get; init; }

    public IReadOnlyList<PlaybookNode>? Items { get; init; }

    public IReadOnlyList<(PlaybookNode Key, PlaybookNode Value)>? Entries { get; init; }

    public string Form => Scalar is not null ? "text" : Items is not null ? "a list" : "a mapping";
}
