using AgentNotebook.Agents.Retry;

namespace AgentNotebook.Tests.Agents;

public class RetryScheduleTests
{
    private static readonly RetryOptions _options = new() { MaxRetries = 6, MaxDelay = TimeSpan.FromHours(1) };

    [Fact]
    public void equal_seeds_give_equal_waits_and_other_seeds_others()
    {
        Assert.Equal(RetrySchedule.Draw(_options, 7), RetrySchedule.Draw(_options, 7));
        Assert.NotEqual(RetrySchedule.Draw(_options, 7), RetrySchedule.Draw(_options, 8));
    }

    [Fact]
    public void there_are_as_many_waits_as_retries_and_none_is_longer_than_allowed()
    {
        var bounded = _options with { MaxDelay = TimeSpan.FromSeconds(2), MaxRetries = 12 };
        for (var seed = 0; seed < 20; seed++)
        {
            var waits = RetrySchedule.Draw(bounded, seed);
            Assert.Equal(12, waits.Count);
            Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, bounded.MaxDelay));
        }
    }

    [Fact]
    public void waits_grow_exponentially_on_average()
    {
        var drawn = Enumerable.Range(0, 60).Select(seed => RetrySchedule.Draw(_options, seed)).ToList();
        var means = Enumerable.Range(0, 6).Select(retry => drawn.Average(waits => waits[retry].TotalSeconds)).ToList();
        Assert.Equal(means.Order(), means);
        Assert.InRange(means[5] / means[0], 8, 128);
    }

    [Fact]
    public void no_retries_means_no_waits() => Assert.Empty(RetrySchedule.Draw(_options with { MaxRetries = 0 }, 1));
}
