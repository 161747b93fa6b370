using AgentNotebook.Execution;

namespace AgentNotebook.Models.Repair;

/// <summary>
/// Chooses among candidates. Without a place to run them: the first that compiles. With one: the most usual that passes all checks, alone or together
/// with a second change; else the one that makes progress; else none. Candidates that are equally usual, pass, and give different results are in doubt, and none is chosen.
/// </summary>
/// <param name="options">Limits of the search.</param>
/// <param name="trials">Where candidates run; null when nowhere.</param>
/// <param name="time">The clock of the limits.</param>
/// <param name="checks">What must hold.</param>
/// <param name="attempts">What was tried before: a candidate that ends like one of these is no progress.</param>
/// <param name="further">Candidates for a second change to code that was tried.</param>
/// <param name="surroundings">What the code sees besides itself.</param>
internal sealed class TrialSearch(RepairModelOptions options, ITrialRunner? trials, TimeProvider time, IReadOnlyList<string> checks, IReadOnlyList<Attempt> attempts, Func<Attempt, IEnumerable<Candidate>> further, Surroundings surroundings)
{
    private const int Chunk = 16;
    private const int Seeds = 12;

    // The rest of the runs is for pairs.
    private const int SinglesInHundred = 60;

    private const int CandidatesPerSeed = 96;

    // Two changes may be no more unusual together than one may be: what only many tries turn up meets the checks by chance.
    private const int MostUnusualPair = 6;

    // A first change after which more checks hold is worth following before others.
    private const int WorthOfProgress = 3;

    private static readonly TimeSpan _patienceAfterTimeout = TimeSpan.FromSeconds(2);

    private readonly long _started = time.GetTimestamp();
    private int _runs;

    private bool HasBudget => _runs < options.CandidateRuns && time.GetElapsedTime(_started) < options.CandidateTime;

    /// <param name="basis">The attempt the candidates come from.</param>
    /// <param name="candidates">New code, the most usual repair first; read no further than needed.</param>
    /// <param name="cancellationToken">Stops the search and the child that runs.</param>
    public async Task<TrialFinding> FindAsync(Attempt basis, IEnumerable<Candidate> candidates, CancellationToken cancellationToken)
    {
        if (trials is null)
        {
            return new TrialFinding(candidates.FirstOrDefault(candidate => basis.Errors.Count > 0 || CodeView.Of(candidate.Code, surroundings, cancellationToken).Errors.Count == 0));
        }

        var limits = Limits(basis);

        // Where changes were made already, one more has to be usual: with every change the checks hold more easily by chance.
        candidates = attempts.Count > 1 ? candidates.Where(candidate => candidate.Rank <= MostUnusualPair) : candidates;
        var seen = new List<(Candidate Candidate, Screening Screening)>();
        try
        {
            if (await SiftAsync(candidates, Math.Max(1, options.CandidateRuns * SinglesInHundred / 100), limits, seen, cancellationToken).ConfigureAwait(false) is { } single)
            {
                return single;
            }

            return await SecondChangeAsync(basis, seen, limits, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkerUnavailableException)
        {
            var untried = seen.Select(pair => pair.Candidate).Concat(candidates).FirstOrDefault();
            return new TrialFinding(untried is null ? null : untried with { Explanation = untried.Explanation + " It could not be tried beforehand: no worker was to be had." });
        }
    }

    // The most usual candidates that pass, all equally usual ones looked at.
    private async Task<TrialFinding?> SiftAsync(IEnumerable<Candidate> candidates, int most, ExecutionLimits limits, List<(Candidate Candidate, Screening Screening)> seen, CancellationToken cancellationToken)
    {
        var passing = new List<(Candidate Candidate, string Result)>();
        foreach (var chunk in candidates.Take(most).Chunk(Chunk))
        {
            if (!HasBudget || (passing.Count > 0 && chunk[0].Strength > passing[0].Candidate.Strength))
            {
                break;
            }

            var screenings = await trials!.ScreenAsync([.. chunk.Select(candidate => candidate.Code)], checks, limits, cancellationToken).ConfigureAwait(false);
            _runs += chunk.Length;
            foreach (var (candidate, screening) in chunk.Zip(screenings))
            {
                seen.Add((candidate, screening));
                if (screening.Passed && (passing.Count == 0 || candidate.Strength == passing[0].Candidate.Strength))
                {
                    passing.Add((candidate, screening.Print));
                }
            }
        }

        return passing.Count == 0 ? null : Choose(passing);
    }

    private TrialFinding Choose(List<(Candidate Candidate, string Result)> passing)
    {
        var results = passing.DistinctBy(pair => pair.Result).ToList();
        if (results.Count > 1)
        {
            return new TrialFinding(null, $"In doubt: {results.Count} equally small changes pass every check and give different results. Add a check that tells them apart. {string.Join(" Or: ", results.Select(pair => pair.Candidate.Explanation))}");
        }

        var chosen = passing[0].Candidate;
        return new TrialFinding(_runs == 1 ? chosen : chosen with { Explanation = $"{chosen.Explanation} Of {_runs} candidates tried it is the most usual that passes." });
    }

    // Two faults at once: what made a difference is taken further by a second change.
    private async Task<TrialFinding> SecondChangeAsync(Attempt basis, List<(Candidate Candidate, Screening Screening)> seen, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var here = basis.Outcome is null ? null : (await trials!.ScreenAsync([basis.Code], checks, limits, cancellationToken).ConfigureAwait(false))[0];
        var known = attempts.Select(Basis.Fault).ToHashSet(StringComparer.Ordinal);
        var pairs = new List<Candidate>();
        Candidate? progress = null;
        foreach (var (seed, screening) in SeedsOf(seen, here))
        {
            var attempt = await TriedAsync(basis, seed, screening, limits, cancellationToken).ConfigureAwait(false);
            if (screening.Stage < 100 && (attempt.Errors.Count > 0 || !known.Add(Basis.Fault(attempt))))
            {
                continue;
            }

            var onward = Basis.Stage(attempt) > Basis.Stage(basis);
            if (onward || (basis.Outcome?.Exception is not null && Basis.Stage(attempt) == Basis.Stage(basis)))
            {
                progress ??= seed;
            }

            pairs.AddRange(further(attempt).Take(CandidatesPerSeed).Where(second => Unusual(seed) + Unusual(second) <= MostUnusualPair).Select(second => second with
            {
                Explanation = $"{seed.Explanation} {second.Explanation}",
                Strength = seed.Rank + second.Rank - (onward ? WorthOfProgress : 0),
            }));
        }

        if (await SiftAsync(pairs.OrderBy(pair => pair.Strength), options.CandidateRuns, limits, [], cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        // Broken code that now compiles is progress of its own; which fault comes next is for the next round.
        progress ??= basis.Errors.Count > 0 ? seen.Select(pair => pair.Candidate).FirstOrDefault() : null;
        return new TrialFinding(progress is null ? null : progress with { Explanation = $"{progress.Explanation} None of {_runs} candidates passes every check; this is the one that came furthest." });
    }

    // That one change is as usual as can be makes no other more so.
    private static int Unusual(Candidate candidate) => Math.Max(0, candidate.Rank);

    private static IEnumerable<(Candidate Candidate, Screening Screening)> SeedsOf(List<(Candidate Candidate, Screening Screening)> seen, Screening? here) => seen
        .Where(pair => pair.Screening.Stage != Screening.DidNotCompile && pair.Candidate.Rank <= MostUnusualPair && pair.Screening.Stage >= (here?.Stage ?? 0) && (pair.Screening != here || here.Stage == 2))
        .OrderByDescending(pair => pair.Screening.Stage).ThenBy(pair => pair.Screening == here).ThenBy(pair => pair.Candidate.Strength)
        .Take(Seeds);

    // What a seed came to; only an exception's lines are worth a run of its own.
    private async Task<Attempt> TriedAsync(Attempt basis, Candidate seed, Screening screening, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        if (screening.Stage >= 100)
        {
            var held = screening.Stage - 100;
            return new Attempt(basis.Number, seed.Code, [], new GuestOutcome { Verdict = Verdict.Completed, ResultJson = "", Checks = [.. checks.Select((check, index) => new CheckOutcome(check, index < held, null, [new CheckValue("result", screening.Print)]))] });
        }

        var trial = await trials!.TryAsync(seed.Code, checks, limits, cancellationToken).ConfigureAwait(false);
        return new Attempt(basis.Number, seed.Code, trial.Errors, trial.Outcome);
    }

    private ExecutionLimits Limits(Attempt basis) =>
        basis.Outcome?.Verdict == Verdict.TimedOut && options.CandidateLimits.WallTime > _patienceAfterTimeout
            ? options.CandidateLimits with { WallTime = _patienceAfterTimeout }
            : options.CandidateLimits;
}
