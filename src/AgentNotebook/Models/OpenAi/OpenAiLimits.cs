namespace AgentNotebook.Models.OpenAi;

/// <summary>What an endpoint may send before it is broken off. Held on the bytes as they come, below everything that parses or keeps them.</summary>
public sealed record OpenAiLimits
{
    internal static OpenAiLimits Default { get; } = new();

    /// <summary>A whole response.</summary>
    /// <value>Bytes; default 64 MiB, as an endpoint spends some 300 bytes on each token; at least 1.</value>
    public long MaxResponseBytes { get; init; } = 64L << 20;

    /// <summary>One event of the stream, its lines together: what has to be in memory at once.</summary>
    /// <value>Bytes; default 1 MiB; at least 1.</value>
    public int MaxEventBytes { get; init; } = 1 << 20;

    /// <summary>The body of a refusal. What comes after it is not read.</summary>
    /// <value>Bytes; default 16 KiB; at least 1.</value>
    public int MaxErrorBytes { get; init; } = 16 << 10;

    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxResponseBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEventBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxErrorBytes, 1);
    }
}
