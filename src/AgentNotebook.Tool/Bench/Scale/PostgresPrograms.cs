using System.Globalization;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>PostgreSQL's programs, where Debian puts them or on the path.</summary>
internal static class PostgresPrograms
{
    private const string Versions = "/usr/lib/postgresql";
    private const int Oldest = 12;

    /// <summary>The folder of <c>initdb</c> and <c>postgres</c>; <see langword="null"/> where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Why no server can be started here.</summary>
    public static string? WhyNot { get; } =
        !OperatingSystem.IsLinux() ? "a PostgreSQL server is started on Linux only"
        : Folder is null ? "there is no PostgreSQL server: install the package 'postgresql'"
        : null;

    private static string? Find()
    {
        var debian = Directory.Exists(Versions)
            ? Directory.EnumerateDirectories(Versions)
                .Select(folder => (Folder: Path.Combine(folder, "bin"), Version: int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0))
                .Where(found => found.Version >= Oldest && File.Exists(Path.Combine(found.Folder, "initdb")))
                .OrderByDescending(found => found.Version)
                .Select(found => found.Folder)
            : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))).FirstOrDefault();
    }
}
