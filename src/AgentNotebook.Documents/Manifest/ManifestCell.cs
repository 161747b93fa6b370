namespace AgentNotebook.Documents.Manifest;

/// <summary>A code cell.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">SHA-256 of its language and its text, in lower-case hexadecimal digits.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record ManifestCell(string Id, string Sha256, ManifestOutcome Outcome)
{
    /// <summary>How long it took, in seconds; <see langword="null"/> when it did not run.</summary>
    public double? Seconds { get; init; }

    /// <summary>The tokens that models read and wrote for it; <see langword="null"/> when it asked none.</summary>
    public long? Tokens { get; init; }

    /// <summary>What that cost, in US dollars; <see langword="null"/> when it asked no model, or the price of one is not known.</summary>
    public decimal? CostUsd { get; init; }
}
