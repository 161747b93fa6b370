using System.Globalization;

namespace AgentNotebook.Tests.Execution;

/// <summary>What /proc says of processes: proc_pid_stat(5), proc_pid_fd(5).</summary>
internal static class ProcessFiles
{
    /// <summary>Whether a process is there and no zombie.</summary>
    internal static bool Lives(int id) => Stat(id) is { State: not ('Z' or 'X') };

    /// <summary>Whether there is anything of a process, if only a zombie.</summary>
    internal static bool IsThere(int id) => Stat(id) is not null;

    /// <summary>Processor time of a process and all its threads, in steps of 10 ms; 0 when it is gone.</summary>
    internal static TimeSpan CpuTime(int id) => TimeSpan.FromMilliseconds((Stat(id)?.Ticks ?? 0) * 10);

    /// <summary>The living processes whose command line holds a text, and all below them.</summary>
    internal static IReadOnlyList<int> WithCommand(string text)
    {
        var own = All().Where(id => CommandLine(id).Contains(text, StringComparison.Ordinal)).ToList();
        return [.. own.Concat(own.SelectMany(Below)).Distinct()];
    }

    /// <summary>The living processes below one.</summary>
    internal static IReadOnlyList<int> Below(int root)
    {
        var all = All()
            .Select(id => (Id: id, Stat: Stat(id)))
            .Where(process => process.Stat is { State: not ('Z' or 'X') })
            .ToList();
        var found = new HashSet<int> { root };
        for (var before = 0; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(all.Where(process => found.Contains(process.Stat!.Value.Parent)).Select(process => process.Id));
        }

        found.Remove(root);
        return [.. found];
    }

    /// <summary>What the descriptors of a process are open on.</summary>
    internal static IReadOnlyList<string> Descriptors(int id) =>
        [.. Directory.EnumerateFiles($"/proc/{id}/fd").Select(LinkTarget).OfType<string>()];

    // One that was closed meanwhile leads nowhere.
    private static string? LinkTarget(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    private static (char State, int Parent, long Ticks)? Stat(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
