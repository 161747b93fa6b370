namespace AgentNotebook.Models.Recording;

/// <summary>What is read of a recording at most: the file may come from anywhere.</summary>
public sealed record RecordingLimits
{
    /// <summary>The whole file.</summary>
    /// <value>Bytes; default 256 MiB.</value>
    public long Bytes { get; init; } = 256L << 20;

    /// <summary>One line. A longer one is not written either.</summary>
    /// <value>Bytes; default 32 MiB.</value>
    public int LineBytes { get; init; } = 32 << 20;

    /// <summary>Lines.</summary>
    /// <value>Default 100,000.</value>
    public int Lines { get; init; } = 100_000;
}
