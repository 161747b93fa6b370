namespace AgentNotebook.Sessions.Salvage;

/// <summary>How a damaged store is salvaged.</summary>
public sealed record SalvageOptions
{
    /// <summary>Rows that are longer than a page lie scattered; in all, not more than this many times the file's bytes are read to gather them. A crafted file would be read for ever.</summary>
    /// <value>Default 4; 1 to 1000. At least 256 MiB are read in any case.</value>
    public int ReadFactor { get; init; } = 4;

    /// <summary>The clock that stamps the entries that say what was lost.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
