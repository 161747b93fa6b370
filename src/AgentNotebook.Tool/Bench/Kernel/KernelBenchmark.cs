using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Kernel;

/// <summary><c>agentnb bench kernel</c>: this kernel beside ipykernel, in one run, through the same client.</summary>
internal sealed class KernelBenchmark : IBenchmark
{
    private const string Starts = "starts";
    private const string Cells = "cells";
    private const int CalibrationTimes = 40;
    private const int Window = 20;

    public string Name => "kernel";

    public IReadOnlyDictionary<string, int> Repetitions { get; } = new Dictionary<string, int> { [Starts] = 7, [Cells] = 500 };

    public async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var starts = Count(options, Starts, least: 1);
        var cells = Count(options, Cells, least: 3 * Window);
        var (calibration, load) = (new Calibration(), Machine.Load());
        calibration.Run(CalibrationTimes);
        using var client = new KernelClient();
        var (own, peer) = await client.MeasureAsync(starts, cells, cancellationToken);
        calibration.Run(CalibrationTimes);
        var machine = new Machine { LoadAtStart = load, LoadAtEnd = Machine.Load(), Calibration = calibration.Spread };
        var report = new KernelReport(machine, [.. FiguresOf(own, peer)], own.Asked + peer.Asked, [.. own.Wrong, .. peer.Wrong.Select(wrong => $"ipykernel: {wrong}")]);
        if (options.Json)
        {
            Json.Print(report);
        }
        else
        {
            foreach (var line in report.ToLines())
            {
                Console.Out.WriteLine(line);
            }
        }

        return report.Wrong.Count == 0;
    }

    private int Count(BenchOptions options, string what, int least)
    {
        var count = options.Repetitions.GetValueOrDefault(what, Repetitions[what]);
        return count >= least ? count : throw new UsageException($"The benchmark '{Name}' needs at least {what}={least}.");
    }

    private static IEnumerable<Figure> FiguresOf(KernelFigures own, KernelFigures peer)
    {
        foreach (var figure in Pair("start", "start → kernel_info_reply", own.Start, peer.Start, Goal.MedianAtMost(0.8)))
        {
            yield return figure;
        }

        yield return new Figure("first", "first cell, idle 1 s before", "ms", Spread.Of(own.First), Goal.MedianAtMost(120));
        yield return new Figure("first", "the same, ipykernel", "ms", Spread.Of(peer.First), Goal: null);
        foreach (var figure in Pair("warm", "trivial cell, after 20", own.Cells.Skip(Window), peer.Cells.Skip(Window), Goal.MedianAtMost(2)))
        {
            yield return figure;
        }

        var (early, late) = (Spread.Of(own.Cells.Skip(Window / 2).Take(Window)).Median, Spread.Of(own.Cells.TakeLast(Window)).Median);
        yield return new Figure("warm", $"cell {own.Cells.Count} ÷ cell 20, medians of {Window}", "×", Spread.Of([late / early]), Goal.MedianAtMost(1.5));
        foreach (var figure in Pair("lines", "10,000 printed lines", own.Lines, peer.Lines, Goal.MedianAtMost(1.5))
            .Concat(Pair("display", "10 MiB of HTML shown", own.Big, peer.Big, Goal.MedianAtMost(1.2))))
        {
            yield return figure;
        }

        yield return new Figure("complete", "completion after Console.", "ms", Spread.Of(own.Complete), Goal.MedianAtMost(50));
        foreach (var (count, megabytes) in own.Memory.OrderBy(pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture)))
        {
            yield return new Figure("memory", $"resident after {count} cells", "MB", Spread.Of([megabytes]), count switch { "125" => Goal.MedianAtMost(180), "500" => Goal.MedianAtMost(320), _ => null });
        }
    }

    private static IEnumerable<Figure> Pair(string part, string what, IEnumerable<double> own, IEnumerable<double> peer, Goal goal)
    {
        var (ours, theirs) = (Spread.Of(own), Spread.Of(peer));
        yield return new Figure(part, what, "ms", ours, Goal: null);
        yield return new Figure(part, $"{what}, ipykernel", "ms", theirs, Goal: null);
        yield return new Figure(part, $"{what}: median ÷ ipykernel's", "×", Spread.Of([ours.Median / theirs.Median]), goal);
    }
}
