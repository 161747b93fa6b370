namespace AgentNotebook.Cells.Language;

/// <summary>Limits of a <see cref="CellLanguageService"/>.</summary>
public sealed record CellLanguageOptions
{
    /// <summary>The most completions in one answer, at least 1.</summary>
    /// <value>500.</value>
    public int MaxCompletions { get; init; } = 500;

    /// <summary>The longest documentation of one symbol, in characters, at least 1.</summary>
    /// <value>8,000 characters.</value>
    public int MaxDocumentationLength { get; init; } = 8_000;

    /// <summary>The largest documentation file that is read, in bytes, at least 1.</summary>
    /// <value>64 MiB.</value>
    public long MaxDocumentationFile { get; init; } = 64L << 20;

    /// <summary>The most overloads that are shown at once, at least 1.</summary>
    /// <value>30.</value>
    public int MaxOverloads { get; init; } = 30;

    /// <summary>The most characters of a variable's value that are shown, at least 1.</summary>
    /// <value>400 characters.</value>
    public int MaxValueLength { get; init; } = 400;
}
