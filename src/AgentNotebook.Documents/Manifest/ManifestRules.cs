using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Manifest;

/// <summary>What the members of a manifest may hold, whoever wrote it.</summary>
internal static partial class ManifestRules
{
    private const int LongestList = 40_000;
    private const int LongestText = 4_096;

    /// <summary>What is wrong with it; <see langword="null"/> when nothing is.</summary>
    public static string? Problem(RunManifest manifest)
    {
        var lists = new (string Name, int Count)[]
        {
            ("parameters", manifest.Parameters.Count), ("files", manifest.Files.Count), ("packages", manifest.Packages.Count), ("runs", manifest.Runs.Count), ("cells", manifest.Cells.Count),
        };
        if (lists.FirstOrDefault(list => list.Count > LongestList) is { Name: { } tooLong })
        {
            return $"'{tooLong}' lists more than {LongestList:N0} things";
        }

        // A parameter's value may be a long list; all together are bounded by the manifest's size.
        if (Texts(manifest).FirstOrDefault(text => text is null || text.Length > LongestText || text.Any(char.IsControl)) is { } text)
        {
            return $"a text in it is too long, or holds a control character: '{Shown(text)}'";
        }

        if (manifest.Cells.Select(cell => cell.Sha256).Concat(manifest.Files.Select(file => file.Sha256)).Append(manifest.SourceSha256).FirstOrDefault(hash => !Sha256().IsMatch(hash)) is { } hash)
        {
            return $"'{Shown(hash)}' is no SHA-256";
        }

        if (manifest.Files.FirstOrDefault(file => !IsInside(file.Path)) is { } outside)
        {
            return $"the path '{Shown(outside.Path)}' leads out of the notebook's folder";
        }

        return manifest.Packages.FirstOrDefault(package => !PackageId().IsMatch(package.Id) || !PackageVersion().IsMatch(package.Version)) is { } package
            ? $"'{Shown(package.Id)} {Shown(package.Version)}' is no package"
            : !double.IsFinite(manifest.Seconds) ? "its seconds are no number" : null;
    }

    /// <summary>Whether a path is relative and stays below where it begins.</summary>
    public static bool IsInside(string path) =>
        path.Length > 0 && !path.Contains('\\') && !path.Contains(':') && path[0] != '/' && path.Split('/').All(part => part is not ("" or "." or ".."));

    private static IEnumerable<string?> Texts(RunManifest manifest) =>
    [
        manifest.Program.Name, manifest.Program.Version, manifest.Program.Runtime, manifest.Program.Compiler,
        manifest.Machine.OperatingSystem, manifest.Machine.Architecture, manifest.SandboxLevel ?? "",
        .. manifest.Parameters.Select(parameter => parameter.Name),
        .. manifest.Files.SelectMany(file => new[] { file.Path, file.Kind }),
        .. manifest.Packages.Select(package => package.Sha512),
        .. manifest.Runs.SelectMany(run => run.Models.Prepend(run.Id).Prepend(run.Cell)),
        .. manifest.Cells.Select(cell => cell.Id),
    ];

    private static string Shown(string text) => new string([.. text.Take(40).Select(c => char.IsControl(c) ? '·' : c)]) + (text.Length > 40 ? "…" : "");

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Sha256();

    // https://learn.microsoft.com/nuget/reference/nuspec#id: letters, digits, dots, dashes and underscores, at most 100.
    [GeneratedRegex(@"^[\w.-]{1,100}$")]
    private static partial Regex PackageId();

    [GeneratedRegex(@"^[0-9A-Za-z.+-]{1,256}$")]
    private static partial Regex PackageVersion();
}
