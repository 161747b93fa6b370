using System.Globalization;

namespace AgentNotebook.SandboxHost;

/// <summary>Tells guests that spin from workers that wait, by their processor time.</summary>
internal static class Busy
{
    // Clock ticks of 10 ms: more than a worker takes to get ready.
    private const long Spinning = 60;

    /// <summary>Waits until so many processes below this one spin.</summary>
    /// <returns>All processes below this one.</returns>
    internal static async Task<IReadOnlyList<int>> WhenAsync(int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync())
        {
            var below = ProcessesBelow();
            if (below.Count(process => process.Ticks > Spinning) >= count)
            {
                return [.. below.Select(process => process.Id)];
            }
        }

        return [];
    }

    private static List<(int Id, long Ticks)> ProcessesBelow()
    {
        var all = Directory.EnumerateDirectories("/proc").Select(folder => Read(Path.GetFileName(folder))).OfType<(int Id, int Parent, long Ticks)>().ToList();
        var found = new HashSet<int> { Environment.ProcessId };
        for (var before = 0; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(all.Where(process => found.Contains(process.Parent)).Select(process => process.Id));
        }

        return [.. all.Where(process => process.Id != Environment.ProcessId && found.Contains(process.Id)).Select(process => (process.Id, process.Ticks))];
    }

    // proc_pid_stat(5): parent, then user and system time.
    private static (int Id, int Parent, long Ticks)? Read(string name)
    {
        try
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                return null;
            }

            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (id, int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
