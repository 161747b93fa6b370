using System.Formats.Tar;
using AgentNotebook.Archives;
using AgentNotebook.Execution;
using AgentNotebook.Tool.Bench.Figures;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Unpack;

/// <summary><c>agentnb bench unpack</c>: our extractor beside GNU tar, unzip and Python, in one run, on one disk.</summary>
internal sealed class UnpackBenchmark : IBenchmark
{
    private const string Rounds = "rounds";
    private const int CalibrationTimes = 30;
    private const double MegaByte = 1e6;

    private readonly List<Figure> _figures = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _wrong = [];
    private SandboxLevel _level;

    public string Name => "unpack";

    public string Parts => "tar, tar.gz, zip";

    public IReadOnlyDictionary<string, int> Repetitions { get; } = new Dictionary<string, int> { [Rounds] = 7 };

    public async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var rounds = options.Repetitions.GetValueOrDefault(Rounds, Repetitions[Rounds]);
        if (rounds < 1)
        {
            throw new UsageException($"The benchmark '{Name}' needs at least {Rounds}=1.");
        }

        var (calibration, load) = (new Calibration(), Machine.Load());
        var folder = Directory.CreateTempSubdirectory("agentnb-bench-").FullName;
        try
        {
            var samples = UnpackSample.MakeAll(folder);
            calibration.Run(CalibrationTimes);
            var idle = await IdlePeakAsync(folder, cancellationToken);
            foreach (var sample in this.Select(samples, options.Only))
            {
                await MeasureAsync(sample, folder, rounds, idle, cancellationToken);
                calibration.Run(CalibrationTimes);
            }

            var machine = new Machine { LoadAtStart = load, LoadAtEnd = Machine.Load(), Calibration = calibration.Spread };
            Print(new UnpackReport(machine, _level, folder, _figures, _notes, _wrong), options.Json);
            return _wrong.Count == 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(UnpackReport report, bool json)
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

    // The least any archive takes: one empty file.
    private static async Task<long> IdlePeakAsync(string folder, CancellationToken cancellationToken)
    {
        var (file, destination) = (Path.Combine(folder, "one.tar"), Path.Combine(folder, "one"));
        using (var writer = new TarWriter(File.Create(file), TarEntryFormat.Ustar))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "one"));
        }

        var report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = file, Destination = destination }, cancellationToken: cancellationToken);
        return report.PeakMemoryBytes;
    }

    private async Task MeasureAsync(UnpackSample sample, string folder, int rounds, long idle, CancellationToken cancellationToken)
    {
        Unpacker[] others = sample.Name == "zip" ? [Unpacker.Unzip] : [Unpacker.Tar, Unpacker.Python];
        var (own, peaks, growths) = (new List<double>(), new List<double>(), new List<double>());
        var theirs = others.ToDictionary(other => other, _ => new List<double>());
        // One round before, for the disk's cache, the compiler and everyone's pages.
        for (var round = -1; round < rounds; round++)
        {
            // Each is first in its turn: what the one before left to the disk is everyone's.
            for (var turn = 0; turn <= others.Length; turn++)
            {
                var place = (turn + round + 1) % (others.Length + 1);
                if (place < others.Length)
                {
                    if (await OtherAsync(others[place], sample, folder, cancellationToken) is { } time && round >= 0)
                    {
                        theirs[others[place]].Add(time.TotalMilliseconds);
                    }

                    continue;
                }

                var report = await UnpackAsync(sample, folder, growths, compares: round < 0, cancellationToken);
                if (round >= 0)
                {
                    own.Add(report.Elapsed.TotalMilliseconds);
                    peaks.Add((report.PeakMemoryBytes - idle) / MegaByte);
                }
            }
        }

        AddFigures(sample, own, theirs);
        _figures.Add(new Figure(sample.Name, "peak of the sandboxed process above that of an archive of one file", "MB", Spread.Of(peaks), Goal.MaxAtMost(64)));
        _figures.Add(new Figure(sample.Name, "growth of this process", "MB", Spread.Of(growths.Skip(1)), Goal.MaxAtMost(64)));
    }

    private void AddFigures(UnpackSample sample, List<double> own, Dictionary<Unpacker, List<double>> theirs)
    {
        _figures.Add(new Figure(sample.Name, $"{sample.Files:N0} files", "ms", Spread.Of(own), Goal: null));
        foreach (var (other, times) in theirs)
        {
            if (times.Count == 0)
            {
                _notes.Add($"{other.Name} is not there, or did not unpack the {sample.Name}: nothing to compare with.");
                continue;
            }

            _figures.Add(new Figure(sample.Name, other.Name, "ms", Spread.Of(times), Goal: null));
            _figures.Add(new Figure(sample.Name, $"median ÷ that of {other.Name}", "×", Spread.Of([Spread.Of(own).Median / Spread.Of(times).Median]), Goal.MedianAtMost(other == Unpacker.Python ? 1 : 1.5)));
        }
    }

    private async Task<ExtractionReport> UnpackAsync(UnpackSample sample, string folder, List<double> growths, bool compares, CancellationToken cancellationToken)
    {
        var destination = Path.Combine(folder, "own");
        ExtractionReport report;
        var watch = new ResidentWatch();
        await using (watch)
        {
            report = await new ArchiveExtractor().ExtractAsync(new ExtractionRequest { Archive = sample.File, Destination = destination }, cancellationToken: cancellationToken);
        }

        growths.Add(watch.Growth / MegaByte);
        _level = report.Level;
        if (!report.Succeeded)
        {
            _wrong.Add($"{sample.Name}: {report.Refusals[0].Message}");
        }
        else if (compares && UnpackSample.DigestOf(destination) != sample.Digest)
        {
            _wrong.Add($"{sample.Name}: what came out is not what went in");
        }

        Clear(destination);
        return report;
    }

    private static async Task<TimeSpan?> OtherAsync(Unpacker other, UnpackSample sample, string folder, CancellationToken cancellationToken)
    {
        var destination = Path.Combine(folder, "other");
        Directory.CreateDirectory(destination);
        var time = await other.RunAsync(sample.File, destination, cancellationToken);
        Clear(destination);
        return time;
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
