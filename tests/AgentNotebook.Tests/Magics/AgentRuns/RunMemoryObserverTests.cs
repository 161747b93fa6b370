using AgentNotebook.Gpu;
using AgentNotebook.Magics.AgentRuns;
using AgentNotebook.Tests.Gpu;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Magics.AgentRuns;

public class RunMemoryObserverTests
{
    [Fact]
    public void before_peak_and_after_are_those_since_it_began_over_all_devices()
    {
        var time = new ManualTimeProvider();
        var use = new long[] { 900, 100 };
        var probe = new ScriptedProbe("a", "b") { Answer = (device, _) => new MemoryReading(use[device], 0) };
        using var sampler = new MemorySampler(probe, time: time);
        time.Advance(TimeSpan.FromSeconds(5));
        use[0] = 200;
        var observer = new RunMemoryObserver(sampler);
        time.Advance(TimeSpan.FromSeconds(1));
        (use[0], use[1]) = (500, 300);
        time.Advance(TimeSpan.FromSeconds(1));
        (use[0], use[1]) = (150, 50);
        time.Advance(TimeSpan.FromSeconds(1));
        var seen = observer.Observe()!;
        Assert.Equal((300L, 800L, 200L), (seen.BeforeBytes, seen.PeakBytes, seen.AfterBytes));
        Assert.Equal("GPU memory (scripted)", seen.Title);
        Assert.Equal((0L, 300L), (seen.Points[0], seen.Points[1]));
        Assert.Equal((3000L, 200L), (seen.Points[^2], seen.Points[^1]));
    }

    [Fact]
    public void a_long_curve_is_reduced_and_keeps_its_extremes()
    {
        var time = new ManualTimeProvider();
        var probe = new ScriptedProbe("a") { Answer = (_, asked) => new MemoryReading(asked == 2000 ? 99_999 : asked % 50, 0) };
        using var sampler = new MemorySampler(probe, time: time);
        var observer = new RunMemoryObserver(sampler);
        time.Advance(TimeSpan.FromMinutes(3));
        var seen = observer.Observe()!;
        Assert.InRange(seen.Points.Count, 100, 2 * RunMemoryObserver.MostPoints);
        Assert.Equal(99_999, seen.PeakBytes);
        Assert.Contains(99_999, seen.Points);
        Assert.Equal(seen.Points.Where((_, i) => i % 2 == 0).Order(), seen.Points.Where((_, i) => i % 2 == 0));
    }

    [Fact]
    public void where_no_device_answers_there_is_nothing_to_tell()
    {
        using var sampler = new MemorySampler(new ScriptedProbe("a") { Answer = (_, _) => null }, time: new ManualTimeProvider());
        Assert.Null(new RunMemoryObserver(sampler).Observe());
    }
}
