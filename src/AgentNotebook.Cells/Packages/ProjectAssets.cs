using System.Text.Json;

namespace AgentNotebook.Cells.Packages;

/// <summary>Reads what NuGet found: the file <c>obj/project.assets.json</c> of a restored project.</summary>
internal static class ProjectAssets
{
    /// <summary>The packages for one target, with files that are there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="runtime">The runtime identifier that was restored for.</param>
    /// <param name="maxBytes">The largest file that is read.</param>
    /// <exception cref="RestoreFailedException">The file is too large or none of NuGet's.</exception>
    public static IReadOnlyList<RestoredPackage> Read(string path, string runtime, long maxBytes)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > maxBytes)
            {
                throw new RestoreFailedException($"NuGet's list of the packages found has {stream.Length:N0} bytes; at most {maxBytes:N0} are read. Ask for fewer packages.");
            }

            using var document = JsonDocument.Parse(stream);
            return [.. Packages(document.RootElement, runtime)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new RestoreFailedException($"NuGet's list of the packages found cannot be read ({path}): {e.Message}", inner: e);
        }
    }

    private static IEnumerable<RestoredPackage> Packages(JsonElement root, string runtime)
    {
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = root.GetProperty("libraries");
        var target = root.GetProperty("targets").EnumerateObject().First(t => t.Name.EndsWith("/" + runtime, StringComparison.Ordinal)).Value;
        foreach (var library in target.EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package"))
        {
            var slash = library.Name.IndexOf('/');
            var found = libraries.GetProperty(library.Name);
            var place = found.GetProperty("path").GetString()!;
            yield return new RestoredPackage(
                library.Name[..slash],
                library.Name[(slash + 1)..],
                found.TryGetProperty("sha512", out var hash) ? hash.GetString() ?? "" : "",
                Files(library.Value, "compile", place, folders, ".dll"),
                Files(library.Value, "runtime", place, folders, ".dll"),
                Files(library.Value, "native", place, folders, ""));
        }
    }

    // "_._" stands for a folder that is empty on purpose.
    private static List<string> Files(JsonElement library, string kind, string place, List<string> folders, string extension) =>
        !library.TryGetProperty(kind, out var files) ? [] :
        [
            .. files.EnumerateObject()
                .Select(file => file.Name)
                .Where(file => !file.EndsWith("_._", StringComparison.Ordinal) && file.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                .Select(file => folders.Select(folder => Path.GetFullPath(Path.Combine(folder, place, file))).FirstOrDefault(File.Exists))
                .OfType<string>(),
        ];
}
