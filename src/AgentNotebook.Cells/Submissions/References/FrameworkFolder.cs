using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Where the framework's assemblies are read from.</summary>
/// <remarks>
/// The reference pack of the SDK holds signatures only: a third of the bytes, no private members to skip, and every assembly names just
/// those it shows in public. A machine with a runtime but no SDK has no pack; there the assemblies that run are read.
/// </remarks>
internal static class FrameworkFolder
{
    /// <summary>The folder of the assemblies that run.</summary>
    public static string Running { get; } = System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The folder to read: of the reference pack for the running major version, or <see cref="Running"/>.</summary>
    public static string Path { get; } = FindPack(Running, Environment.Version) ?? Running;

    /// <summary>Whether a reference is one of the framework's.</summary>
    public static bool Contains(MetadataReference reference) =>
        reference is PortableExecutableReference { FilePath: { } path } && System.IO.Path.GetDirectoryName(path) == Path;

    /// <summary>Finds the newest reference pack of a runtime's version.</summary>
    /// <param name="running">The runtime's folder: <c>ROOT/shared/Microsoft.NETCore.App/VERSION</c>.</param>
    /// <param name="version">The runtime's version; a pack's patch number may differ, the names are the same.</param>
    /// <returns>The folder with the assemblies; <see langword="null"/> when there is none.</returns>
    public static string? FindPack(string running, Version version)
    {
        var packs = System.IO.Path.GetFullPath(System.IO.Path.Combine(running, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        if (!Directory.Exists(packs))
        {
            return null;
        }

        return Directory.EnumerateDirectories(packs, $"{version.Major}.{version.Minor}.*")
            .Select(folder => (Folder: folder, Version: Version.TryParse(System.IO.Path.GetFileName(folder), out var found) ? found : null))
            .Where(pack => pack.Version is not null)
            .OrderByDescending(pack => pack.Version)
            .Select(pack => System.IO.Path.Combine(pack.Folder, "ref", $"net{version.Major}.{version.Minor}"))
            .FirstOrDefault(folder => File.Exists(System.IO.Path.Combine(folder, "System.Runtime.dll")));
    }
}
