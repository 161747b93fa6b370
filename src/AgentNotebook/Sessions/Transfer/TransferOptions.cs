namespace AgentNotebook.Sessions.Transfer;

/// <summary>What an import takes; a file may come from anywhere.</summary>
public sealed record TransferOptions
{
    /// <summary>What one line may have, in bytes.</summary>
    /// <value>Default 129 MiB: the largest payload, all of it escaped, and room for what is around it. At least 1 KiB, at most 1 GiB.</value>
    public int MaxLineBytes { get; init; } = 2 * JournalRules.PayloadBytes + (1 << 20);

    /// <summary>What the payloads of one session may have together, in bytes: it is held in memory, to be written whole or not at all.</summary>
    /// <value>Default 1 GiB; at least 1 KiB.</value>
    public long MaxSessionBytes { get; init; } = 1L << 30;

    /// <summary>Entries that one session may have.</summary>
    /// <value>Default 5 million; at least 1.</value>
    public long MaxEntries { get; init; } = 5_000_000;
}
