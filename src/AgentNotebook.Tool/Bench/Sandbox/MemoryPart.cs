using System.Globalization;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>What a spare worker of a pool of two holds, by proc_pid_smaps(5): pages it shares count by their share, swapped ones too.</summary>
internal sealed class MemoryPart : ISandboxPart
{
    public string Name => "memory";

    public async Task MeasureAsync(SandboxBench bench, CancellationToken cancellationToken)
    {
        await using var runner = bench.Runner();
        var spares = await runner.SettleAsync(cancellationToken);
        var (shares, own, resident) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var spare in spares)
        {
            try
            {
                var lines = await File.ReadAllLinesAsync($"/proc/{spare}/smaps_rollup", cancellationToken);
                shares.Add(Megabytes(lines, "Pss:") + Megabytes(lines, "SwapPss:"));
                own.Add(Megabytes(lines, "Private_Clean:") + Megabytes(lines, "Private_Dirty:"));
                resident.Add(Megabytes(lines, "Rss:"));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                bench.Note($"The memory of a spare cannot be read: {exception.Message}");
            }
        }

        bench.Add(Name, "a spare, proportional share", "MB", shares, Goal.MaxAtMost(60));
        bench.Add(Name, "a spare, private", "MB", own);
        // The bound from above: other programs of the same runtime share pages, too, and lower the share.
        bench.Add(Name, "a spare, resident", "MB", resident);
    }

    private static double Megabytes(string[] lines, string field)
    {
        var line = lines.First(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(field.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
