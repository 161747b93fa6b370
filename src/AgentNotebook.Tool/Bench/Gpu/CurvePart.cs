using System.Diagnostics;
using System.Text;
using AgentNotebook.Display;
using AgentNotebook.Display.Curves;
using AgentNotebook.Gpu;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary>Rendering a curve of ten million samples, each of them in memory: picture and text, from the samples to the markup.</summary>
internal sealed class CurvePart : IGpuPart
{
    private const string Curves = "curve";
    private const int Samples = 10_000_000;
    private const long Total = 80L << 30;

    public string Name => "curve";

    public IReadOnlyDictionary<string, int> Repetitions { get; } = new Dictionary<string, int> { [Curves] = 20 };

    public Task MeasureAsync(GpuBench bench, CancellationToken cancellationToken)
    {
        var (times, sizes) = (new List<double>(), new List<double>());
        var curve = bench.Count(Curves) > 0 ? MadeUp() : null;
        for (var i = 0; i <= bench.Count(Curves) && curve is not null; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            var bundle = MemoryCurveView.Render(curve);
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var picture = bundle.Data[MimeBundle.Svg];

            // The highest sample stands alone among ten million.
            if (!picture.Contains("peak 80 GiB", StringComparison.Ordinal) || !bundle.Data[MimeBundle.Text].Contains("peak 80 GiB", StringComparison.Ordinal))
            {
                bench.Fail("The picture of ten million samples lost its peak.");
            }

            // The first compiles the chart as well.
            if (i > 0)
            {
                times.Add(time);
                sizes.Add(Encoding.UTF8.GetByteCount(picture) / 1000.0);
            }
        }

        bench.Add(Name, "10 million samples, rendered", "ms", times, Goal.MedianAtMost(100));
        bench.Add(Name, "the picture", "KB", sizes, Goal.MaxAtMost(60));
        return Task.CompletedTask;
    }

    /// <summary>A training run's saw, with noise in every sample, so that nothing of the picture can be left out.</summary>
    private static MemoryCurve MadeUp()
    {
        var random = new Random(5);
        var samples = new MemorySample[Samples];
        for (var i = 0; i < Samples; i++)
        {
            var ours = (20L << 30) + (i % 100_000 * 300_000L) + random.NextInt64(1L << 32);
            samples[i] = new MemorySample(TimeSpan.FromMilliseconds(50.0 * i), ours + (6L << 30) + random.NextInt64(1L << 30), ours) { OthersBytes = 5L << 30 };
        }

        samples[Samples / 3] = samples[Samples / 3] with { UsedBytes = Total };
        var marks = Enumerable.Range(0, 200).Select(i => new MemoryMark(TimeSpan.FromMilliseconds(50.0 * Samples / 200 * i), $"epoch {i}")).ToArray();
        return new MemoryCurve("GPU memory (made up)", "", DateTimeOffset.UnixEpoch, [new MemorySeries(new MemoryDevice(0, "made up", Total), samples, Total)], marks);
    }
}
