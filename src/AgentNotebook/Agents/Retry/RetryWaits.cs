using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Agents.Retry;

/// <summary>What the step a run is in has waited and will wait, from its record alone: a run resumed in its backoff goes on with the wait it was in.</summary>
/// <param name="Next">The wait that is due.</param>
/// <param name="Waited">The waits of this step before it.</param>
/// <param name="IsAsked">Whether the other side asked for it.</param>
internal sealed record RetryWaits(TimeSpan Next, TimeSpan Waited, bool IsAsked)
{
    /// <summary>The waits of a run that is retrying.</summary>
    public static RetryWaits Of(RunRecord run)
    {
        // Steps of one run draw from different seeds, or each would wait the same times.
        var drawn = RetrySchedule.Draw(run.Request.Retry, unchecked((run.Request.Seed * 397) ^ run.FinishedSteps));
        var (waited, next, isAsked) = (TimeSpan.Zero, TimeSpan.Zero, false);
        for (var retry = 0; retry < run.Retries; retry++)
        {
            waited += next;
            var asked = run.Faults[run.Faults.Count - run.Retries + retry].Fault.RetryAfter ?? TimeSpan.Zero;
            (next, isAsked) = asked > drawn[retry] ? (asked, true) : (drawn[retry], false);
        }

        return new RetryWaits(next, waited, isAsked);
    }
}
