using AgentNotebook.Execution;

namespace AgentNotebook.Models.Repair;

/// <summary>
/// Chooses among candidates. Without a place to run them: the first. With one: the first that passes all checks, in the order of how usual the slip is,
/// never the one that looks best on the checks alone.
/// </summary>
internal sealed class TrialSearch(RepairModelOptions options, ITrialRunner? trials, TimeProvider time, IReadOnlyList<string> checks)
{
    private static readonly TimeSpan _patienceAfterTimeout = TimeSpan.FromSeconds(2);

    /// <param name="basis">The attempt the candidates come from.</param>
    /// <param name="candidates">New code, the most usual repair first; read no further than needed.</param>
    /// <param name="later">Rounds already spent on this basis: their share of the candidates was tried then and is passed over.</param>
    /// <param name="cancellationToken">Stops the search and the child that runs.</param>
    public async Task<Candidate?> FindAsync(Attempt basis, IEnumerable<Candidate> candidates, int later, CancellationToken cancellationToken)
    {
        if (trials is null)
        {
            return candidates.FirstOrDefault();
        }

        var started = time.GetTimestamp();
        var window = candidates.Skip(basis.Errors.Count > 0 ? 0 : later * options.CandidateRuns).Take(options.CandidateRuns);
        var limits = Limits(basis);
        var ran = 0;
        Candidate? first = null;
        (Candidate Candidate, int Stage)? better = null;
        foreach (var candidate in window)
        {
            first ??= candidate;
            if (time.GetElapsedTime(started) >= options.CandidateTime)
            {
                break;
            }

            Trial trial;
            try
            {
                trial = await trials.TryAsync(candidate.Code, checks, limits, cancellationToken).ConfigureAwait(false);
            }
            catch (WorkerUnavailableException)
            {
                return candidate with { Explanation = candidate.Explanation + " It could not be tried beforehand: no worker was to be had." };
            }

            ran++;
            if (trial.Passed)
            {
                var others = ran == 1 ? "" : $" It is the first of {ran} candidates that passes.";
                return candidate with { Explanation = candidate.Explanation + others };
            }

            if (trial.Outcome is { } outcome && Progress(basis, outcome) is var stage && stage > (better?.Stage ?? 0))
            {
                better = (candidate, stage);
            }
        }

        // Broken code that now compiles is progress of its own; which fault comes next is for the next round.
        var given = basis.Errors.Count > 0 ? first : better?.Candidate ?? first;
        return given is null ? null : given with { Explanation = $"{given.Explanation} None of {Words(ran)} tried passes every check; this is {(given == better?.Candidate ? "the one that came furthest" : "the most usual one")}." };
    }

    private ExecutionLimits Limits(Attempt basis) =>
        basis.Outcome?.Verdict == Verdict.TimedOut && options.CandidateLimits.WallTime > _patienceAfterTimeout
            ? options.CandidateLimits with { WallTime = _patienceAfterTimeout }
            : options.CandidateLimits;

    private static int Progress(Attempt basis, GuestOutcome outcome)
    {
        var (old, now) = (Basis.Stage(basis), Basis.Stage(outcome));
        if (now > old)
        {
            return now;
        }

        var moved = now == old && outcome.Exception is { } exception && (exception.Type != basis.Outcome?.Exception?.Type || exception.Line > basis.Outcome?.Exception?.Line);
        return moved ? 1 : 0;
    }

    private static string Words(int ran) => ran == 1 ? "the one candidate" : $"{ran} candidates";
}
