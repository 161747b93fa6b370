using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Reports;

/// <summary>Checks a store as bytes, and its runs as histories the state machine could have made.</summary>
internal static class StoreVerification
{
    /// <summary>Verifies one session, or all.</summary>
    public static VerificationReport Verify(ISessionStore store, string? session)
    {
        var report = store.Verify(session);
        if (!report.IsIntact)
        {
            return report;
        }

        var problems = new List<string>();
        foreach (var name in session is null ? store.List().Select(summary => summary.Name) : [session])
        {
            problems.AddRange(RunHistory.Read(store.Read(name)).SelectMany(Problems).Select(problem => $"{name}: {problem}"));
            problems.AddRange(RunHistory.WithoutBeginning(store.Read(name)).Select(run => $"{name}: {run} has lost its beginning, so it is not shown."));
        }

        return report with { Problems = problems };
    }

    private static IEnumerable<string> Problems(RunRecord run)
    {
        if (run.Torn is { } torn)
        {
            yield return $"{run.Id} has lost entries: {torn}.";
        }

        var at = AgentState.Ready;
        foreach (var record in run.Transitions)
        {
            var transition = record.Transition;
            if (run.Torn is null && transition.From != at)
            {
                yield return $"{run.Id} leaves {transition.From}, but it was in {at}.";
            }

            if (!TransitionTable.Default.Has(transition.From, transition.Trigger) || TransitionTable.Default.Next(transition.From, transition.Trigger) != transition.To)
            {
                yield return $"{run.Id} went from {transition.From} to {transition.To} on {transition.Trigger}, which is no edge of the state machine.";
            }

            at = transition.To;
        }
    }
}
