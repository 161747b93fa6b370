namespace AgentNotebook.LiteDb;

/// <summary>Limits of a LiteDB store.</summary>
public sealed record LiteDbOptions
{
    /// <summary>How many pages of 8 KiB the log may have before they are brought into the data file, which is synced then.</summary>
    /// <value>Default 512, which are 4 MiB; at least 1.</value>
    public int LogPages { get; init; } = 512;

    /// <summary>About how many bytes of payload are in memory at once while a store is compacted.</summary>
    /// <value>Default 8 MiB; at least 1.</value>
    public int CopyBytes { get; init; } = 8 << 20;
}
