using AgentNotebook.Execution;
using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>Measures the restricted child process: how fast it answers, alone, in a row and in a crowd, what it holds, and how sharp its limits are.</summary>
internal sealed class SandboxBenchmark : IBenchmark
{
    private const int CalibrationTimes = 30;

    private static readonly ISandboxPart[] _parts =
    [
        new WarmPart(), new SequencePart(), new BurstPart(), new ColdPart(), new MemoryPart(), new TimeoutPart(), new MemoryLimitPart(),
    ];

    public string Name => "sandbox";

    public string Parts => string.Join(", ", _parts.Select(part => part.Name));

    public IReadOnlyDictionary<string, int> Repetitions { get; } = new Dictionary<string, int>
    {
        ["warm-up"] = 100,
        ["warm"] = 50,
        ["levels"] = 15,
        ["peer"] = 5,
        ["sequence"] = 200,
        ["burst"] = 5,
        ["cold"] = 5,
        ["timeout"] = 10,
        ["memory-limit"] = 3,
    };

    public async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var parts = this.Select(_parts, options.Only);
        var repetitions = Repetitions.ToDictionary(pair => pair.Key, pair => options.Repetitions.GetValueOrDefault(pair.Key, pair.Value));
        var (calibration, loadAtStart) = (new Calibration(), Machine.Load());
        var bench = new SandboxBench(repetitions);
        try
        {
            await bench.OpenAsync(cancellationToken);
        }
        catch (WorkerUnavailableException exception)
        {
            Console.Error.WriteLine($"agentnb: {exception.Message}");
            return false;
        }

        calibration.Run(CalibrationTimes);
        foreach (var part in parts)
        {
            if (!Console.IsErrorRedirected)
            {
                Console.Error.WriteLine($"Measuring {part.Name} …");
            }

            await part.MeasureAsync(bench, cancellationToken);
            calibration.Run(CalibrationTimes);
        }

        var machine = new SandboxMachine
        {
            Level = bench.Status.Level,
            LevelInWords = bench.Status.InWords,
            LoadAtStart = loadAtStart,
            LoadAtEnd = Machine.Load(),
            Calibration = calibration.Spread,
        };
        Print(new SandboxReport(machine, bench.Figures, bench.Notes, bench.Answers), options.Json);
        return bench.Answers.AreAllRight;
    }

    private static void Print(SandboxReport report, bool json)
    {
        if (json)
        {
            Json.Print(report);
            return;
        }

        foreach (var line in report.ToLines())
        {
            Console.Out.WriteLine(line);
        }
    }
}
