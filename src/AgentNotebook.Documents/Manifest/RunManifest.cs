namespace AgentNotebook.Documents.Manifest;

/// <summary>What ran when a notebook was executed. It stands in the executed notebook's metadata, at <c>agentnb.manifest</c>.</summary>
/// <remarks>The schema is described in MANIFEST.md beside this file. It holds no name of a machine or person, and no path outside the notebook's folder.</remarks>
public sealed record RunManifest
{
    /// <summary>The newest schema that is read, and the one that is written.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema's version, from 1.</summary>
    public required int Schema { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>How it ended.</summary>
    public required ManifestOutcome Outcome { get; init; }

    /// <summary>What executed it.</summary>
    public required ManifestProgram Program { get; init; }

    /// <summary>Where, in general words.</summary>
    public required ManifestMachine Machine { get; init; }

    /// <summary>The weakest sandbox level at which code of an agent or of <c>#!sandbox</c> really ran: none, filtered, confined or isolated.</summary>
    /// <value><see langword="null"/> when no such code ran. The cells' own code runs in no sandbox.</value>
    public string? SandboxLevel { get; init; }

    /// <summary>SHA-256 over the hashes of <see cref="Cells"/>: what ran, apart from its parameters.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>The parameters that were given, in the order in which they were.</summary>
    public required IReadOnlyList<ManifestParameter> Parameters { get; init; }

    /// <summary>The files that cells used, as far as they passed the engine's hands.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>The packages that were loaded, those that came along among them.</summary>
    public required IReadOnlyList<ManifestPackage> Packages { get; init; }

    /// <summary>The agents' runs, with their models and seeds.</summary>
    public required IReadOnlyList<ManifestRun> Runs { get; init; }

    /// <summary>The code cells, in order, without the injected parameters and without blank ones.</summary>
    public required IReadOnlyList<ManifestCell> Cells { get; init; }

    /// <summary>How many files, packages and runs are not listed, because there were too many or a file could not be read again.</summary>
    public int LeftOut { get; init; }
}
