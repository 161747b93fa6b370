using Polly;
using Polly.Retry;

namespace AgentNotebook.Agents.Retry;

/// <summary>The waits between retries: exponential with decorrelated jitter, as Polly computes them, from a seed.</summary>
/// <remarks>
/// The waits are drawn ahead by letting a Polly retry pipeline fail against a clock that does not wait. That makes them data: the journal
/// can name the next one, and a run resumed in the middle of its backoff goes on with the wait it was in.
/// </remarks>
public static class RetrySchedule
{
    /// <summary>The waits of one step, in order; as many as there are retries.</summary>
    /// <param name="options">Bounds.</param>
    /// <param name="seed">Equal seeds give equal waits.</param>
    public static IReadOnlyList<TimeSpan> Draw(RetryOptions options, int seed)
    {
        if (options.MaxRetries == 0)
        {
            return [];
        }

        var delays = new List<TimeSpan>(options.MaxRetries);
        var random = new Random(seed);
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = new UnwaitingTimeProvider() }
            .AddRetry(new RetryStrategyOptions
            {
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxRetryAttempts = options.MaxRetries,
                Delay = options.FirstDelay,
                MaxDelay = options.MaxDelay,
                Randomizer = random.NextDouble,
                ShouldHandle = static arguments => PredicateResult.True(),
                OnRetry = arguments =>
                {
                    delays.Add(arguments.RetryDelay);
                    return default;
                },
            })
            .Build();
        pipeline.Execute(static () => { });
        return delays;
    }
}
