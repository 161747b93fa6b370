using AgentNotebook.Execution;

namespace AgentNotebook.Archives;

/// <summary>An archive to unpack.</summary>
sealed partial record ExtractionRequest
{
    /// <summary>Path of the archive: a regular file. What it is, is found out from its content; its name says nothing.</summary>
    public required string Archive { get; init; }

    /// <summary>Path of the folder to unpack into. Made, with the folders above it, when it is not there.</summary>
    public required string Destination { get; init; }

    /// <summary>Which entries are taken.</summary>
    /// <value>Default <see cref="ArchivePolicy.Data"/>.</value>
    public ArchivePolicy Policy { get; init; }

    /// <summary>What the archive may come to.</summary>
    public ExtractionLimits Limits { get; init; } = new();

    /// <summary>Whether files that are in the destination already are replaced by those of the archive. A folder is never replaced by a file, nor a file by a folder.</summary>
    /// <value>Default <see langword="false"/>: one that is there already is a refusal.</value>
    public bool Overwrite { get; init; }

    /// <summary>Whether the archive is read to its end to find every refusal. Nothing is written then.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Whether the archive is only read and judged. Nothing is written then.</summary>
    public bool ListOnly { get; init; }

    /// <summary>The weakest sandbox that is accepted for the process that reads the archive.</summary>
    /// <value>Default <see cref="SandboxLevel.Confined"/>. <see cref="SandboxLevel.None"/> runs it without one; <see cref="SandboxLevel.Filtered"/> cannot keep it to one folder and is refused.</value>
    public SandboxLevel MinimumLevel { get; init; } = SandboxLevel.Confined;

    /// <summary>The strongest sandbox that is tried.</summary>
    internal SandboxLevel MaximumLevel { get; init; } = SandboxLevel.Isolated;
}
