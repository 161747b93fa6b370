using System.Globalization;

namespace AgentNotebook.Sessions.Values.Recovery;

/// <summary>Where recovery files lie and how they are named.</summary>
internal static class RecoveryPlace
{
    private const string Suffix = ".unsaved.json";
    private const string TemporaryPrefix = "agentnotebook.";

    public static string Beside(RecoveryHeader header) => $"{header.Store}.{Name(header)}";

    public static string Temporary(RecoveryHeader header) => Path.Combine(Path.GetTempPath(), TemporaryPrefix + Name(header));

    /// <summary>Whether a recovery file belongs to a store: it lies beside it, wherever both were moved to, or it says so.</summary>
    public static bool IsOf(string file, RecoveryHeader header, string store) =>
        header.Store == store || Path.GetFullPath(file).StartsWith(Path.GetFullPath(store) + ".", StringComparison.Ordinal);

    /// <summary>Files that may be recovery files of a store, oldest name first.</summary>
    public static IReadOnlyList<string> Candidates(string store)
    {
        var files = Files(Path.GetTempPath(), TemporaryPrefix);
        if (File.Exists(store))
            files = files.Concat(Files(Path.GetDirectoryName(Path.GetFullPath(store))!, Path.GetFileName(store) + "."));
        return [.. files.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Files(string folder, string prefix)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file.AsSpan()).StartsWith(prefix, StringComparison.Ordinal) && file.EndsWith(Suffix, StringComparison.Ordinal))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Name(RecoveryHeader header)
    {
        var name = string.Concat(header.Session.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_').Take(60));
        return $"{name}.{header.Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}.{Environment.ProcessId}.{Guid.NewGuid().ToString("N")[..8]}{Suffix}";
    }
}
