namespace AgentNotebook.Sessions;

/// <summary>Entries of one session as they stand in a store, unchecked, page by page.</summary>
internal interface IEntryPages : IDisposable
{
    /// <summary>The next entries after <paramref name="after"/>; none at the end.</summary>
    IReadOnlyList<ChainedEntry> Page(long after);

    /// <summary>The first entry after <paramref name="after"/> alone; <see langword="null"/> at the end.</summary>
    ChainedEntry? Next(long after);
}
