using System.Security.Cryptography;

namespace AgentNotebook.Archives.Tests.Support;

/// <summary>Everything in a folder: a line for each thing, with its kind, mode, size, time, content and link target.</summary>
internal static class TreeSnapshot
{
    /// <summary>Takes a snapshot; links are described, never followed.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="withTimes">Whether a time that changed counts as a change. Of folders it changes when something came into or left them; the root's own never counts, for a staging folder may come and go there.</param>
    public static SortedDictionary<string, string> Of(string root, bool withTimes = true)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Walk(new DirectoryInfo(root), "", found, withTimes);
        return found;
    }

    /// <summary>What is in one snapshot and not in the other, a line each.</summary>
    public static IEnumerable<string> Differences(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        [.. before.Except(after).Select(item => $"gone: {item.Key}: {item.Value}"), .. after.Except(before).Select(item => $"new: {item.Key}: {item.Value}")];

    private static void Walk(DirectoryInfo folder, string path, SortedDictionary<string, string> found, bool withTimes)
    {
        found[path.Length == 0 ? "." : path] = $"folder {Mode(folder)}{Time(folder, withTimes && path.Length > 0)}";
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            var name = path.Length == 0 ? item.Name : $"{path}/{item.Name}";
            if (item.LinkTarget is { } target)
            {
                found[name] = $"link to {target}";
            }
            else if (item is DirectoryInfo inner)
            {
                Walk(inner, name, found, withTimes);
            }
            else
            {
                found[name] = Describe((FileInfo)item, withTimes);
            }
        }
    }

    private static string Describe(FileInfo file, bool withTimes)
    {
        // A device or a pipe has no content to read: opening it could wait for ever.
        if (!Posix.IsRegular(file.FullName))
        {
            return $"special {Mode(file)}";
        }

        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return $"file {Mode(file)} {file.Length} {Convert.ToHexString(SHA256.HashData(stream))}{Time(file, withTimes)}";
    }

    private static string Mode(FileSystemInfo item) => Convert.ToString((int)item.UnixFileMode, 8);

    private static string Time(FileSystemInfo item, bool withTimes) => withTimes ? $" {item.LastWriteTimeUtc.Ticks}" : "";
}
