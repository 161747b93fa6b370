namespace AgentNotebook.Tests.Support;

public class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void a_periodic_timer_fires_once_a_period_and_sees_its_own_moment()
    {
        List<TimeSpan> fired = [];
        using var timer = _time.CreateTimer(_ => fired.Add(_time.Elapsed), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal([1, 3, 5], fired.Select(at => at.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(6), _time.Elapsed);
    }

    [Fact]
    public void timers_fire_in_order_of_time_and_one_set_by_a_callback_fires_in_the_same_advance()
    {
        List<string> fired = [];
        _time.CreateTimer(_ => fired.Add("late"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        _time.CreateTimer(
            _ =>
            {
                fired.Add("early");
                _time.CreateTimer(_ => fired.Add("nested"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            },
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["early", "nested", "late"], fired);
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public void a_disposed_timer_does_not_fire_and_cannot_be_changed()
    {
        var fired = 0;
        var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.FromSeconds(1), TimeSpan.Zero));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, fired);
    }

    [Fact]
    public async Task a_delay_on_another_thread_ends_when_the_clock_reaches_it()
    {
        var delay = Task.Run(() => Task.Delay(TimeSpan.FromHours(1), _time));
        await _time.WhenTimersAsync();
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        await delay;
    }

    [Fact]
    public void a_cancellation_after_a_time_comes_at_that_time()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(5), _time);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(source.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(source.IsCancellationRequested);
    }
}
