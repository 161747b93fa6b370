using AgentNotebook.Execution;
using AgentNotebook.Magics;
using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>Measures what the orchestrator itself costs: a transition, a long run, the card.</summary>
internal sealed class AgentsBenchmark : IBenchmark
{
    private const int CalibrationTimes = 30;

    private static readonly IAgentsPart[] _parts = [new TransitionPart(), new LongRunPart(), new CardPart()];

    public string Name => "agents";

    public string Parts => string.Join(", ", _parts.Select(part => part.Name));

    public IReadOnlyDictionary<string, int> Repetitions { get; } = new Dictionary<string, int>
    {
        ["transition"] = 30,
        ["long-run"] = 9,
        ["card"] = 15,
    };

    public async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var parts = this.Select(_parts, options.Only);
        var repetitions = Repetitions.ToDictionary(pair => pair.Key, pair => options.Repetitions.GetValueOrDefault(pair.Key, pair.Value));
        var (calibration, loadAtStart) = (new Calibration(), Machine.Load());
        var figures = new List<Figure>();
        calibration.Run(CalibrationTimes);
        try
        {
            foreach (var part in parts)
            {
                figures.AddRange(await part.MeasureAsync(repetitions, cancellationToken));
                calibration.Run(CalibrationTimes);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or WorkerUnavailableException or SandboxUnavailableException)
        {
            Console.Error.WriteLine($"agentnb: {exception.Message}");
            return false;
        }

        var report = new AgentsReport(new Machine { LoadAtStart = loadAtStart, LoadAtEnd = Machine.Load(), Calibration = calibration.Spread }, figures);
        if (options.Json)
        {
            Json.Print(report);
            return true;
        }

        foreach (var line in report.ToLines())
        {
            Console.Out.WriteLine(line);
        }

        return true;
    }
}
