using AgentNotebook.Magics;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Reports;
using Npgsql;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>Measures what going beyond one machine costs: sessions at a PostgreSQL server, and members of a grid at a Slurm. Each part starts a server of its own on this machine.</summary>
internal sealed class ScaleBenchmark : IBenchmark
{
    private const int CalibrationTimes = 30;

    private static readonly IScalePart[] _parts = [new PostgresFlushPart(), new PostgresListPart(), new SlurmMembersPart()];

    public string Name => "scale";

    public string Parts => string.Join(", ", _parts.Select(part => part.Name));

    public IReadOnlyDictionary<string, int> Repetitions { get; } = _parts.ToDictionary(part => part.Name, part => part.Repetitions);

    public async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var parts = this.Select(_parts, options.Only);
        var (calibration, loadAtStart) = (new Calibration(), Machine.Load());
        var (figures, missing) = (new List<Figure>(), new List<string>());
        var folder = Directory.CreateTempSubdirectory("agentnb-bench-");
        var fileSystem = new DriveInfo(folder.FullName).DriveFormat;
        calibration.Run(CalibrationTimes);
        try
        {
            foreach (var part in parts)
            {
                if (part.Missing is { } why)
                {
                    missing.Add($"{part.Name}: {why}");
                    continue;
                }

                figures.AddRange(await part.MeasureAsync(folder.CreateSubdirectory(part.Name).FullName, options.Repetitions.GetValueOrDefault(part.Name, part.Repetitions), cancellationToken));
                calibration.Run(CalibrationTimes);
            }
        }
        catch (Exception exception) when (exception is SessionStoreException or IOException or NpgsqlException)
        {
            Console.Error.WriteLine($"agentnb: {exception.Message}");
            return false;
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var report = new ScaleReport(new Machine { LoadAtStart = loadAtStart, LoadAtEnd = Machine.Load(), Calibration = calibration.Spread }, fileSystem, figures, missing);
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

        return missing.Count == 0;
    }
}
