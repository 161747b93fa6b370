using AgentNotebook.Gpu;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Gpu;

public class MemorySamplerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedProbe _probe = new("first", "second");

    [Fact]
    public void every_device_is_read_at_the_given_rate_from_the_start_on()
    {
        _probe.Answer = (device, asked) => new MemoryReading((device * 1000) + asked, asked);
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { SamplesPerSecond = 10 }, _time);
        _time.Advance(TimeSpan.FromSeconds(1));
        var curve = sampler.Snapshot();
        Assert.Equal(2, curve.Devices.Count);
        Assert.Equal(11, curve.Devices[0].Samples.Count);
        Assert.Equal(Enumerable.Range(0, 11).Select(i => TimeSpan.FromMilliseconds(100 * i)), curve.Devices[1].Samples.Select(sample => sample.At));
        Assert.Equal(1010, curve.Devices[1].PeakBytes);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromSeconds(1), curve.Start);
        Assert.Equal(_probe.Title, curve.Title);
    }

    [Fact]
    public void a_snapshot_does_not_change_when_sampling_goes_on()
    {
        using var sampler = new MemorySampler(_probe, null, _time);
        sampler.Mark("a");
        var curve = sampler.Snapshot();
        var count = curve.Devices[0].Samples.Count;
        _time.Advance(TimeSpan.FromSeconds(5));
        sampler.Mark("b");
        Assert.Equal(count, curve.Devices[0].Samples.Count);
        Assert.Single(curve.Marks);
        Assert.Throws<NotSupportedException>(() => ((IList<MemorySample>)curve.Devices[0].Samples).Clear());
    }

    [Fact]
    public void nothing_is_read_after_disposal_and_what_was_read_stays()
    {
        var sampler = new MemorySampler(_probe, null, _time);
        sampler.Dispose();
        var asked = _probe.Asked[0];
        _time.Advance(TimeSpan.FromSeconds(5));
        sampler.Mark("late");
        Assert.Equal(asked, _probe.Asked[0]);
        Assert.Equal(0, _time.PendingTimers);
        Assert.Single(sampler.Snapshot().Devices[0].Samples);
    }

    [Fact]
    public void a_lost_device_is_marked_once_and_the_others_go_on()
    {
        _probe.Answer = (device, asked) => device == 1 && asked is > 3 and < 8 or > 10 ? null : new MemoryReading(1, 1);
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { SamplesPerSecond = 1 }, _time);
        _time.Advance(TimeSpan.FromSeconds(9));
        var curve = sampler.Snapshot();
        Assert.Equal(new MemoryMark(TimeSpan.FromSeconds(4), "second does not answer"), Assert.Single(curve.Marks));
        Assert.Equal(10, curve.Devices[0].Samples.Count);
        Assert.Equal(6, curve.Devices[1].Samples.Count);
    }

    [Fact]
    public void a_probe_that_throws_counts_as_one_that_does_not_answer()
    {
        _probe.Answer = (_, asked) => asked == 2 ? throw new InvalidOperationException("driver bug") : new MemoryReading(1, 1);
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { SamplesPerSecond = 1 }, _time);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(4, sampler.Snapshot().Devices[0].Samples.Count);
        Assert.Equal(2, sampler.Snapshot().Marks.Count);
    }

    [Fact]
    public void a_mark_reads_at_once_and_a_curve_since_it_counts_from_it()
    {
        var used = 500L;
        _probe.Answer = (_, _) => new MemoryReading(used, 0);
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { SamplesPerSecond = 1 }, _time);
        used = 900;
        _time.Advance(TimeSpan.FromSeconds(1));
        used = 100;
        _time.Advance(TimeSpan.FromMilliseconds(300));
        sampler.Mark("load");
        used = 300;
        _time.Advance(TimeSpan.FromMilliseconds(700));
        sampler.Mark("step");
        var curve = sampler.Since("load");
        Assert.Equal(new MemorySample(TimeSpan.Zero, 100, 0), curve.Devices[0].Samples[0]);
        Assert.Equal(300, curve.Devices[0].PeakBytes);
        Assert.Equal(900, sampler.Snapshot().Devices[0].PeakBytes);
        Assert.Equal([new MemoryMark(TimeSpan.Zero, "load"), new MemoryMark(TimeSpan.FromMilliseconds(700), "step")], curve.Marks);
        Assert.Equal(TimeSpan.FromMilliseconds(1300), curve.Start - sampler.Snapshot().Start);
    }

    [Fact]
    public void the_peak_since_a_mark_is_exact_even_where_samples_were_merged_across_it()
    {
        _probe.Answer = (_, asked) => new MemoryReading(asked switch { 995 => 5000, 1003 => 4000, _ => 10 }, 0);
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { SamplesPerSecond = 100, Capacity = 16 }, _time);
        _time.Advance(TimeSpan.FromSeconds(9.99));
        sampler.Mark("here");
        _time.Advance(TimeSpan.FromSeconds(100));
        var since = sampler.Since("here");
        Assert.Equal(4000, since.Devices[0].PeakBytes);
        Assert.Equal(TimeSpan.Zero, since.Devices[0].Samples[0].At);
        Assert.InRange(since.Devices[0].Samples.Count, 2, 16);
        Assert.Equal(5000, sampler.Snapshot().Devices[0].Samples.Max(sample => sample.UsedBytes));
    }

    [Fact]
    public void marks_are_bounded_the_oldest_goes_and_long_names_are_cut()
    {
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { MarkCapacity = 3, MarkNameLength = 8 }, _time);
        foreach (var name in new[] { "a", "b", "c", "d", "a very long name" })
        {
            sampler.Mark(name);
        }

        Assert.Equal(["c", "d", "a very …"], sampler.Snapshot().Marks.Select(mark => mark.Name));
        Assert.Equal(2, sampler.MarksDropped);
        Assert.Equal("a very …", sampler.Since("a very long name").Marks[0].Name);
    }

    [Fact]
    public void an_unknown_mark_is_refused_with_the_known_ones()
    {
        using var sampler = new MemorySampler(_probe, null, _time);
        Assert.Contains("none has been set yet", Assert.Throws<ArgumentException>(() => sampler.Since("x")).Message, StringComparison.Ordinal);
        sampler.Mark("load");
        Assert.Contains("'x'; the latest are 'load'", Assert.Throws<ArgumentException>(() => sampler.Since("x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4096, 1000)]
    [InlineData(201, 4096, 1000)]
    [InlineData(20, 15, 1000)]
    [InlineData(20, 4096, 0)]
    public void an_option_out_of_range_is_refused_by_name(int rate, int capacity, int marks)
    {
        var options = new MemorySamplerOptions { SamplesPerSecond = rate, Capacity = capacity, MarkCapacity = marks };
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new MemorySampler(_probe, options, _time));
        Assert.Contains("it goes from", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public void a_reading_allocates_nothing()
    {
        _probe.Answer = static (_, asked) => new MemoryReading(asked % 977, asked);
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { Capacity = 64 }, _time);
        sampler.Mark("start");
        for (var i = 0; i < 1000; i++)
        {
            sampler.Sample();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            sampler.Sample();
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void a_probe_that_hangs_holds_up_neither_a_snapshot_nor_for_long_a_mark()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        _probe.Answer = (_, asked) =>
        {
            if (asked == 1)
            {
                entered.Set();
                release.Wait();
            }

            return new MemoryReading(1, 1);
        };
        using var sampler = new MemorySampler(_probe, null, _time);
        var hanging = new Thread(sampler.Sample);
        hanging.Start();
        entered.Wait();
        sampler.Mark("meanwhile");
        Assert.Equal("meanwhile", Assert.Single(sampler.Snapshot().Marks).Name);
        release.Set();
        hanging.Join();
        Assert.Equal(2, sampler.Snapshot().Devices[0].Samples.Count);
    }
}
