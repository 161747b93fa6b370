using System.Globalization;

namespace AgentNotebook.Attacks;

/// <summary>The living processes below this one.</summary>
internal static class Descendants
{
    private const int ParentField = 1;
    private const int StartField = 19;

    /// <summary>Their ids, command lines and start times, in clock ticks since the machine started.</summary>
    internal static IReadOnlyList<(int Id, string Command, long Started)> Living()
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(Read).OfType<(int Id, int Parent, string Command, long Started)>().ToList();
        var found = new HashSet<int> { Environment.ProcessId };
        for (var before = 0; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(all.Where(process => found.Contains(process.Parent)).Select(process => process.Id));
        }

        found.Remove(Environment.ProcessId);
        return [.. all.Where(process => found.Contains(process.Id)).Select(process => (process.Id, process.Command, process.Started))];
    }

    /// <summary>Now, on the scale of the start times.</summary>
    internal static long Ticks() =>
        (long)(double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture) * 100);

    // proc_pid_stat(5). The name in parentheses may hold anything; what follows the last one are plain fields.
    private static (int Id, int Parent, string Command, long Started)? Read(string? id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : (
                int.Parse(id!, CultureInfo.InvariantCulture),
                int.Parse(fields[ParentField], CultureInfo.InvariantCulture),
                File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim(),
                long.Parse(fields[StartField], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
