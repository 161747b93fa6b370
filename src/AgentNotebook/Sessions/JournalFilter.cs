namespace AgentNotebook.Sessions;

/// <summary>Which entries of a session are wanted.</summary>
public sealed record JournalFilter
{
    /// <summary>Only entries of one of these kinds; an empty list wants none.</summary>
    /// <value>Default <see langword="null"/>: all kinds.</value>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>Only entries of this run; empty for those of the session itself.</summary>
    /// <value>Default <see langword="null"/>: all runs.</value>
    public string? Run { get; init; }

    /// <summary>Whether an entry is wanted.</summary>
    public bool Admits(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (Kinds is null || Kinds.Contains(entry.Kind)) && (Run is null || Run == entry.Run);
    }
}
