using System.Globalization;
using AgentNotebook.Execution.Processes;

namespace AgentNotebook.Execution.Workers;

/// <summary>A worker and whatever it started. The worker leads a session and adopts orphans, so both its children and its session name them.</summary>
internal static class ProcessTree
{
    // Each round stops what the round before could still have started.
    private const int Rounds = 8;

    /// <summary>Kills the worker and its descendants.</summary>
    internal static void Kill(ChildProcess root)
    {
        if (OperatingSystem.IsLinux() && !root.Exit.IsCompleted)
        {
            // Stopped first: a dead worker's orphans would belong to no one, and a running one would start more.
            root.Stop();
            KillDescendants(root.Id);
        }

        root.Kill();
        KillDescendants(root.Id);
    }

    /// <summary>Kills what the worker started, and leaves the worker itself.</summary>
    internal static void KillDescendants(int root)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        for (var round = 0; round < Rounds && Descendants(root) is { Count: > 0 } found; round++)
        {
            foreach (var process in found)
            {
                _ = LinuxCalls.Signal(process, LinuxCalls.KillSignal);
            }
        }
    }

    /// <summary>The living descendants of <paramref name="root"/>, and those that share its session.</summary>
    internal static IReadOnlyList<int> Descendants(int root)
    {
        var parents = new List<(int Id, int Parent, int Session)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Stat(id) is { } stat)
            {
                parents.Add((id, stat.Parent, stat.Session));
            }
        }

        var found = new HashSet<int> { root };
        for (var before = 0; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(parents.Where(process => process.Session == root || found.Contains(process.Parent)).Select(process => process.Id));
        }

        found.Remove(root);
        return [.. found];
    }

    // The name in parentheses may hold blanks and parentheses itself; what follows its last one are plain fields. Dead ones do not count.
    private static (int Parent, int Session)? Stat(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 5);
            return fields[0] is "Z" or "X" ? null : (int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
