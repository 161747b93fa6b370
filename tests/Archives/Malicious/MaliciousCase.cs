using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.Archives.Tests.Malicious;

/// <summary>An archive that must be refused.</summary>
/// <param name="Name">A folder and a name.</param>
/// <param name="What">What it tries, in words.</param>
/// <param name="Source">Where it has been tried, as the number of an advisory or an issue; null where it is our own.</param>
/// <param name="Bytes">The archive; is given the path of a folder outside of the destination.</param>
/// <param name="Rules">The rules of which one must be what it is refused for.</param>
internal sealed record MaliciousCase(string Name, string What, string? Source, Func<string, byte[]> Bytes, params ArchiveRule[] Rules)
{
    public ArchivePolicy Policy { get; init; } = ArchivePolicy.Data;

    /// <summary>Limits that make a small archive go over them; the default ones unless given.</summary>
    public ExtractionLimits? Limits { get; init; }

    /// <summary>What is in the destination before; when null there is no destination yet.</summary>
    public Action<string>? Arrange { get; init; }

    public bool Overwrite { get; init; }

    /// <summary>Whether it is found out only when all is in its place, and taken back: the destination has a new time then.</summary>
    public bool IsTakenBack { get; init; }

    public ExtractionRequest RequestIn(Scene scene) => new()
    {
        Archive = scene.Archive,
        Destination = scene.Destination,
        Policy = Policy,
        Limits = Limits ?? new ExtractionLimits(),
        Overwrite = Overwrite,
    };
}
