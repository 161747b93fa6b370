using AgentNotebook.Magics;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>Measures what keeping a session costs: a flush, an opening, a long journal, a look at what is dirty.</summary>
internal sealed class SessionsBenchmark : IBenchmark
{
    private const int CalibrationTimes = 30;

    private static readonly ISessionsPart[] _parts = [new FlushPart(), new LengthPart(), new OpeningPart(), new DirtyPart()];

    public string Name => "sessions";

    public string Parts => string.Join(", ", _parts.Select(part => part.Name));

    public IReadOnlyDictionary<string, int> Repetitions { get; } = new Dictionary<string, int>
    {
        ["flush"] = 60,
        ["length"] = 40,
        ["opening"] = 15,
        ["dirty"] = 15,
    };

    public Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var parts = this.Select(_parts, options.Only);
        var repetitions = Repetitions.ToDictionary(pair => pair.Key, pair => options.Repetitions.GetValueOrDefault(pair.Key, pair.Value));
        var (calibration, loadAtStart) = (new Calibration(), Machine.Load());
        var figures = new List<Figure>();
        var folder = Directory.CreateTempSubdirectory("agentnb-bench-");
        var fileSystem = new DriveInfo(folder.FullName).DriveFormat;
        calibration.Run(CalibrationTimes);
        try
        {
            foreach (var part in parts)
            {
                figures.AddRange(part.Measure(folder.CreateSubdirectory(part.Name).FullName, repetitions, cancellationToken));
                calibration.Run(CalibrationTimes);
            }
        }
        catch (Exception exception) when (exception is SessionStoreException or IOException)
        {
            Console.Error.WriteLine($"agentnb: {exception.Message}");
            return Task.FromResult(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var report = new SessionsReport(
            new SessionsMachine { LoadAtStart = loadAtStart, LoadAtEnd = Machine.Load(), Calibration = calibration.Spread, FileSystem = fileSystem }, figures);
        if (options.Json)
        {
            Json.Print(report);
            return Task.FromResult(true);
        }

        foreach (var line in report.ToLines())
        {
            Console.Out.WriteLine(line);
        }

        return Task.FromResult(true);
    }
}
