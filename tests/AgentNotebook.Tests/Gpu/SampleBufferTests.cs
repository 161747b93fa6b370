using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Tests.Gpu;

public class SampleBufferTests
{
    [Fact]
    public void until_it_is_full_it_keeps_everything()
    {
        var buffer = new SampleBuffer(16);
        var samples = Enumerable.Range(0, 13).Select(i => Sample(i, (i * 7) % 5)).ToArray();
        Array.ForEach(samples, buffer.Add);
        Assert.Equal(samples, buffer.ToArray(TimeSpan.Zero));
    }

    [Fact]
    public void thinning_never_loses_the_extremes_the_ends_the_order_or_the_bound()
    {
        var capacities = Gen.Choose(16, 70);
        var lengths = Gen.Choose(1, 3000);
        var records = lengths.SelectMany(length => Gen.Choose(0, 1_000_000).ArrayOf(length));
        var property = Prop.ForAll(
            capacities.Zip(records, (capacity, record) => (capacity, record)).ToArbitrary(),
            drawn =>
            {
                var buffer = new SampleBuffer(drawn.capacity);
                for (var i = 0; i < drawn.record.Length; i++)
                {
                    buffer.Add(Sample(i, drawn.record[i]));
                    if (i % 97 == 0 || i == drawn.record.Length - 1)
                    {
                        Holds(buffer, drawn.capacity, drawn.record.AsSpan(0, i + 1));
                    }
                }
            });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void after_a_long_time_the_kept_samples_lie_evenly()
    {
        var buffer = new SampleBuffer(1024);
        const int Count = 1_000_000;
        for (var i = 0; i < Count; i++)
        {
            buffer.Add(Sample(i, i % 1000));
        }

        var kept = buffer.ToArray(TimeSpan.Zero);
        var widestGap = kept.Zip(kept.Skip(1), (left, right) => (right.At - left.At).TotalSeconds).Max();
        Assert.InRange(kept.Length, 400, 1024);
        Assert.True(widestGap <= 10.0 * Count / kept.Length, $"{kept.Length} samples with a gap of {widestGap} s in {Count} s");
    }

    private static void Holds(SampleBuffer buffer, int capacity, ReadOnlySpan<int> record)
    {
        var kept = buffer.ToArray(TimeSpan.Zero);
        var lowest = int.MaxValue;
        var highest = int.MinValue;
        foreach (var value in record)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        Assert.InRange(kept.Length, 1, capacity);
        Assert.Equal(lowest, kept.Min(sample => sample.UsedBytes));
        Assert.Equal(highest, kept.Max(sample => sample.UsedBytes));
        Assert.Equal(highest, buffer.PeakBytes);
        Assert.Equal(Sample(0, record[0]), kept[0]);
        Assert.Equal(Sample(record.Length - 1, record[^1]), kept[^1]);
        for (var i = 1; i < kept.Length; i++)
        {
            Assert.True(kept[i - 1].At < kept[i].At);
        }

        foreach (var sample in kept)
        {
            Assert.Equal(record[(int)sample.At.TotalSeconds], sample.UsedBytes);
        }
    }

    private static MemorySample Sample(int second, long used) => new(TimeSpan.FromSeconds(second), used, used / 2);
}
