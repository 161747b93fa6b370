using System.Diagnostics;
using AgentNotebook.Gpu.Sampling;

namespace AgentNotebook.Tests.Gpu;

public class TickThreadTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(1);

    [Fact]
    public void it_ticks_no_faster_than_its_period_and_on_a_thread_of_its_own()
    {
        using var tenth = new ManualResetEventSlim();
        var (ticks, pooled) = (0, false);
        using var timer = new TickThread(() =>
        {
            pooled |= Thread.CurrentThread.IsThreadPoolThread;
            if (++ticks == 10)
            {
                tenth.Set();
            }
        });
        var start = Stopwatch.GetTimestamp();
        Assert.True(timer.Change(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5)));
        Assert.True(tenth.Wait(_limit));
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(49));
        Assert.False(pooled);
    }

    [Fact]
    public void it_rests_when_told_and_goes_on_when_told()
    {
        using var ticked = new AutoResetEvent(false);
        using var timer = new TickThread(() => ticked.Set());
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Assert.True(ticked.WaitOne(_limit));
        timer.Change(TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.False(ticked.WaitOne(TimeSpan.Zero));
        timer.Change(TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        Assert.True(ticked.WaitOne(_limit));
        Assert.True(ticked.WaitOne(_limit));
    }

    [Fact]
    public void a_tick_that_takes_long_is_not_followed_by_those_it_missed()
    {
        var times = new List<TimeSpan>();
        using var third = new ManualResetEventSlim();
        var start = Stopwatch.GetTimestamp();
        using var timer = new TickThread(() =>
        {
            times.Add(Stopwatch.GetElapsedTime(start));
            if (times.Count == 1)
            {
                Thread.Sleep(200);
            }
            else if (times.Count == 3)
            {
                third.Set();
            }
        });
        timer.Change(TimeSpan.Zero, TimeSpan.FromMilliseconds(40));
        Assert.True(third.Wait(_limit));
        Assert.True(times[2] - times[1] >= TimeSpan.FromMilliseconds(20), $"{times[1]}, {times[2]}");
    }

    [Fact]
    public void once_disposed_it_refuses_to_be_started()
    {
        var timer = new TickThread(() => { });
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }
}
