using AgentNotebook.Magics.AgentRuns;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Magics.AgentRuns;

public class CoalescedUpdatesTests
{
    private static readonly TimeSpan _millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void a_thousand_changes_in_a_second_are_shown_ten_times_and_the_last_of_them_too()
    {
        var time = new ManualTimeProvider();
        var (state, shown) = (0, new List<int>());
        using var updates = new CoalescedUpdates(time, () => shown.Add(state));
        for (var i = 1; i <= 1000; i++)
        {
            state = i;
            updates.Request();
            time.Advance(_millisecond);
        }

        Assert.Equal(10, shown.Count);
        time.Advance(CoalescedUpdates.Interval);
        Assert.Equal(1000, shown[^1]);
        time.Advance(TimeSpan.FromHours(1));
        Assert.InRange(shown.Count, 10, 11);
    }

    [Fact]
    public void a_change_after_a_pause_is_shown_at_once()
    {
        var time = new ManualTimeProvider();
        var shown = 0;
        using var updates = new CoalescedUpdates(time, () => shown++);
        time.Advance(TimeSpan.FromMinutes(1));
        updates.Request();
        time.Advance(TimeSpan.Zero);
        Assert.Equal(1, shown);
    }

    [Fact]
    public void showing_that_is_slow_is_done_less_often_and_takes_a_twentieth_of_the_time_at_most()
    {
        var time = new ManualTimeProvider();
        var shown = 0;
        using var updates = new CoalescedUpdates(time, () =>
        {
            if (shown++ == 0)
            {
                time.Advance(TimeSpan.FromMilliseconds(400));
            }
        });
        updates.Request();
        time.Advance(CoalescedUpdates.Interval);
        updates.Request();
        time.Advance(TimeSpan.FromSeconds(7.5));
        Assert.Equal(1, shown);
        time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal(2, shown);
    }

    [Fact]
    public void after_the_end_nothing_is_shown()
    {
        var time = new ManualTimeProvider();
        var shown = 0;
        var updates = new CoalescedUpdates(time, () => shown++);
        updates.Request();
        updates.Dispose();
        updates.Request();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, shown);
        Assert.Equal(0, time.PendingTimers);
    }

    [Fact]
    public void what_showing_throws_ends_nothing()
    {
        var time = new ManualTimeProvider();
        var shown = 0;
        using var updates = new CoalescedUpdates(time, () => throw new InvalidOperationException($"{++shown}"));
        updates.Request();
        time.Advance(CoalescedUpdates.Interval);
        updates.Request();
        time.Advance(CoalescedUpdates.Interval);
        Assert.Equal(2, shown);
    }

    [Fact]
    public async Task whoever_says_that_something_changed_does_not_wait_for_the_showing()
    {
        using var release = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var updates = new CoalescedUpdates(TimeProvider.System, () =>
        {
            begun.TrySetResult();
            release.Wait();
        });
        updates.Request();
        await begun.Task;

        // Were one of these to wait for the showing, which goes on until the last of them is done, the test would not end.
        for (var i = 0; i < 1000; i++)
        {
            updates.Request();
        }

        release.Set();
    }
}
