using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary><c>agentnb bench gpu</c>: what looking after GPU memory costs. No GPU is needed.</summary>
internal sealed class GpuBenchmark : IBenchmark
{
    private const int CalibrationTimes = 30;

    private static readonly IGpuPart[] _parts = [new SamplerPart(), new CurvePart(), new PlanPart()];

    public string Name => "gpu";

    public string Parts => string.Join(", ", _parts.Select(part => part.Name));

    public IReadOnlyDictionary<string, int> Repetitions { get; } = _parts.SelectMany(part => part.Repetitions).ToDictionary();

    public async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var parts = this.Select(_parts, options.Only);
        var (calibration, load) = (new Calibration(), Machine.Load());
        var bench = new GpuBench(Repetitions.ToDictionary(pair => pair.Key, pair => options.Repetitions.GetValueOrDefault(pair.Key, pair.Value)));
        calibration.Run(CalibrationTimes);
        foreach (var part in parts)
        {
            await part.MeasureAsync(bench, cancellationToken);
            calibration.Run(CalibrationTimes);
        }

        var report = new GpuReport(new Machine { LoadAtStart = load, LoadAtEnd = Machine.Load(), Calibration = calibration.Spread }, bench.Figures, bench.Wrong);
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
}
