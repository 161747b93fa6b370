using System.Diagnostics;
using AgentNotebook.Gpu;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary>What sampling costs, with the probe this machine has: processor time in the background, and allocation by each reading.</summary>
internal sealed class SamplerPart : IGpuPart
{
    private const string Rounds = "sampler";
    private const int Rate = 20;
    private const int Readings = 2000;

    private static readonly TimeSpan _stretch = TimeSpan.FromSeconds(2);

    public string Name => "sampler";

    public IReadOnlyDictionary<string, int> Repetitions { get; } = new Dictionary<string, int> { [Rounds] = 5 };

    public async Task MeasureAsync(GpuBench bench, CancellationToken cancellationToken)
    {
        var rounds = bench.Count(Rounds);
        var folder = Directory.CreateTempSubdirectory("agentnb-bench-");
        try
        {
            var (title, times, bytes) = Read(rounds, Path.Combine(folder.FullName, "samples.log"), cancellationToken);
            bench.Add(Name, $"a reading, {title}, with its line in the log", "µs", times);
            bench.Add(Name, "what a reading allocates", "B", bytes, Goal.MedianAtMost(0));
            bench.Add(Name, $"at {Rate} Hz, of a core", "%", await LoadAsync(bench, rounds, Path.Combine(folder.FullName, "load.log"), cancellationToken), Goal.MedianAtMost(0.5));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads on this thread as fast as it goes, by a clock on which it goes at the usual rate: looking for new processes is part of it as often as it is then.</summary>
    private static (string Title, List<double> Microseconds, List<double> Bytes) Read(int rounds, string log, CancellationToken cancellationToken)
    {
        var time = new SteppedTime(TimeSpan.FromSeconds(1.0 / Rate));
        using var probe = MemoryProbes.Detect(time: time);
        using var sampler = new MemorySampler(probe, new MemorySamplerOptions { LogFile = log }, time);
        sampler.Stop();
        sampler.Mark("begins");
        var (times, bytes) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Readings; i++)
            {
                time.Step();
                sampler.Sample();
            }

            var elapsed = Stopwatch.GetElapsedTime(start);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // The first compiles, and gets to know the processes there are.
            if (round >= 0)
            {
                times.Add(elapsed.TotalMicroseconds / Readings);
                bytes.Add((double)allocated / Readings);
            }
        }

        return (probe.Title, times, bytes);
    }

    /// <summary>The processor time of the whole process with sampling in the background, less what it needs without.</summary>
    private static async Task<List<double>> LoadAsync(GpuBench bench, int rounds, string log, CancellationToken cancellationToken)
    {
        using var probe = MemoryProbes.Detect();
        using var sampler = new MemorySampler(probe, new MemorySamplerOptions { SamplesPerSecond = Rate, LogFile = log });
        List<double> shares = [];
        for (var round = -1; round < rounds; round++)
        {
            sampler.Stop();
            var idle = await CpuAsync(cancellationToken);
            var before = sampler.Snapshot().Devices[0].Samples.Count;
            sampler.Start();
            var busy = await CpuAsync(cancellationToken);
            var taken = sampler.Snapshot().Devices[0].Samples.Count - before;
            if (taken < Rate * _stretch.TotalSeconds / 2 && sampler.Snapshot().Devices[0].Samples.Count < new MemorySamplerOptions().Capacity / 2)
            {
                bench.Fail($"{taken} samples in {_stretch.TotalSeconds:0} s at {Rate} Hz.");
            }

            if (round >= 0)
            {
                shares.Add(Math.Max(0, (busy - idle) / _stretch * 100));
            }
        }

        return shares;
    }

    private static async Task<TimeSpan> CpuAsync(CancellationToken cancellationToken)
    {
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(_stretch, cancellationToken);
        return Environment.CpuUsage.TotalTime - before;
    }
}
