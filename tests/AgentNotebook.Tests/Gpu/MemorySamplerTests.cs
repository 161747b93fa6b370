using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Sampling;
using AgentNotebook.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

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
        Assert.Equal(new MemoryMark(TimeSpan.FromSeconds(4), "second does not answer") { Kind = MemoryMarkKind.Device }, Assert.Single(curve.Marks));
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
        Sample(1000);
        Assert.InRange(Allocations.OfEach(() => Sample(10_000)), 0, 1000);

        void Sample(int times)
        {
            for (var i = 0; i < times; i++)
            {
                sampler.Sample();
            }
        }
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

    [Fact]
    public void stopped_it_reads_only_where_a_mark_is_set_and_started_again_it_reads_at_the_new_rate()
    {
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { SamplesPerSecond = 10 }, _time);
        sampler.Stop();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, _probe.Asked[0]);
        Assert.False(sampler.IsRunning);
        sampler.Mark("here");
        Assert.Equal(2, _probe.Asked[0]);
        sampler.Start(100);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(102, _probe.Asked[0]);
        Assert.Equal((true, 100), (sampler.IsRunning, sampler.SamplesPerSecond));
        Assert.Contains("it goes from 1 to 200", Assert.Throws<ArgumentOutOfRangeException>(() => sampler.Start(201)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void marks_set_by_hand_outlive_those_that_come_by_themselves_and_peaks_since_them_stay_exact()
    {
        var used = 10L;
        _probe.Answer = (_, _) => new MemoryReading(used, used / 2);
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { SamplesPerSecond = 1, MarkCapacity = 4 }, _time);
        sampler.Mark("mine");
        for (var cell = 1; cell <= 10; cell++)
        {
            used = cell == 3 ? 900 : 10;
            sampler.Mark($"cell {cell}", MemoryMarkKind.Cell);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["mine", "cell 8", "cell 9", "cell 10"], sampler.Snapshot().Marks.Select(mark => mark.Name));
        Assert.Equal(7, sampler.MarksDropped);
        Assert.Equal((900, 450), (sampler.Since("mine").Devices[0].PeakBytes, sampler.Since("mine").Devices[0].PeakOursBytes));
        Assert.Equal(10, sampler.Since("cell 9").Devices[0].PeakBytes);
    }

    [Fact]
    public void peaks_since_any_kept_mark_are_exact_whatever_was_dropped_and_merged()
    {
        // A step is a mark of some kind, or a reading of some height.
        var steps = Gen.Choose(-3, 1000).ArrayOf(200);
        Prop.ForAll(steps.ToArbitrary(), drawn =>
        {
            var marks = new MarkList(capacity: 5, nameLength: 20, devices: 1);
            var since = new Dictionary<string, long>();
            for (var i = 0; i < drawn.Length; i++)
            {
                var at = TimeSpan.FromSeconds(i);
                if (drawn[i] < 0)
                {
                    marks.Add(at, $"m{i}", (MemoryMarkKind)(-drawn[i] - 1));
                    since[$"m{i}"] = 0;
                    continue;
                }

                var sample = new MemorySample(at, drawn[i], 0);
                marks.Observe(0, sample);
                foreach (var name in since.Keys)
                {
                    since[name] = Math.Max(since[name], drawn[i]);
                }
            }

            Assert.InRange(marks.Count, 0, 5);
            for (var i = 0; i < marks.Count; i++)
            {
                Assert.Equal(since[marks[i].Mark.Name], marks.PeakSince(i, 0).Bytes);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void use_by_us_is_what_the_driver_says_of_our_processes()
    {
        _probe.Answer = (device, asked) => new MemoryReading(1000, 10 * (asked + 1)) { OthersBytes = 500 };
        using var sampler = new MemorySampler(_probe, null, _time);
        Assert.Equal([(20L, MemoryUseBasis.Processes), (20L, MemoryUseBasis.Processes)], sampler.UseByUs().Select(use => (use.Bytes, use.Basis)));
    }

    [Fact]
    public void where_the_driver_does_not_say_whose_memory_is_our_use_is_what_the_device_grew_by()
    {
        _probe.TellsShare = false;
        _probe.Answer = (_, asked) => new MemoryReading(1000 + (asked * 7), 0);
        using var sampler = new MemorySampler(_probe, null, _time);
        Assert.Equal((7L, MemoryUseBasis.Growth), (sampler.UseByUs()[0].Bytes, sampler.UseByUs()[0].Basis));
        var balance = MemoryBalance.Of(sampler.Snapshot())[0];
        Assert.Equal((MemoryUseBasis.Growth, 0L, 14L, 14L), (balance.Basis, balance.BeforeBytes, balance.PeakBytes, balance.AfterBytes));
        Assert.False(sampler.Snapshot().HasShare);
    }

    [Fact]
    public void who_watches_a_budget_is_told_once_from_the_reading_that_is_above_it()
    {
        var ours = 100L;
        _probe.Answer = (device, _) => new MemoryReading(5000, device == 1 ? ours : 0);
        using var sampler = new MemorySampler(_probe, new MemorySamplerOptions { SamplesPerSecond = 10 }, _time);
        List<MemoryOverBudget> told = [];
        using var other = sampler.Watch(1_000_000, _ => Assert.Fail("not above"));
        using (sampler.Watch(200, told.Add))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Empty(told);
            ours = 201;
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal((201L, 1, 200L), (Assert.Single(told).Use.Bytes, told[0].Use.Device.Index, told[0].BudgetBytes));
        }

        using var throws = sampler.Watch(1, _ => throw new InvalidOperationException("dropped"));
        sampler.Watch(1, told.Add).Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, told.Count);
    }
}
