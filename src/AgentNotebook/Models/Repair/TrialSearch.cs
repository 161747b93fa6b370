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
internal sealed class TrialSearch(RepairModelOptions options, ITrialRunner? trials, TimeProvider time, IReadOnlyList<string> checks, IReadOnlyList<Attempt> attempts, Func<Attempt, IEnumerable<Candidate>> further)
{
    private const int Chunk = 16;
    private const int Seeds = 6;
    private const int CandidatesPerSeed = 96;
    private const int Verified = 4;

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
            return new TrialFinding(candidates.FirstOrDefault(candidate => basis.Errors.Count > 0 || CodeView.Of(candidate.Code, cancellationToken).Errors.Count == 0));
        }

        var limits = Limits(basis);
        var seen = new List<(Candidate Candidate, Screening Screening)>();
        try
        {
            if (await SiftAsync(candidates, options.CandidateRuns, limits, seen, cancellationToken).ConfigureAwait(false) is { } single)
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
        var passing = new List<Candidate>();
        foreach (var chunk in candidates.Take(most).Chunk(Chunk))
        {
            if (!HasBudget || (passing.Count > 0 && chunk[0].Strength > passing[0].Strength))
            {
                break;
            }

            var screenings = await trials!.ScreenAsync([.. chunk.Select(candidate => candidate.Code)], checks, limits, cancellationToken).ConfigureAwait(false);
            _runs += chunk.Length;
            foreach (var (candidate, screening) in chunk.Zip(screenings))
            {
                seen.Add((candidate, screening));
                if (screening.Passed && (passing.Count == 0 || candidate.Strength == passing[0].Strength))
                {
                    passing.Add(candidate);
                }
            }
        }

        return passing.Count == 0 ? null : await ChooseAsync(passing, limits, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TrialFinding?> ChooseAsync(List<Candidate> passing, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var proven = new List<(Candidate Candidate, string? Result)>();
        foreach (var candidate in passing.Take(Verified))
        {
            var trial = await trials!.TryAsync(candidate.Code, checks, limits, cancellationToken).ConfigureAwait(false);
            if (trial.Passed)
            {
                proven.Add((candidate, trial.Outcome!.ResultJson));
            }
        }

        if (proven.Count == 0)
        {
            return null;
        }

        var results = proven.DistinctBy(pair => pair.Result).ToList();
        if (results.Count == 1)
        {
            var others = _runs == 1 ? "" : $" Of {_runs} candidates tried it is the most usual that passes.";
            return new TrialFinding(proven[0].Candidate with { Explanation = proven[0].Candidate.Explanation + others });
        }

        return new TrialFinding(null, $"In doubt: {results.Count} equally small changes pass every check and give different results. Add a check that tells them apart. {string.Join(" Or: ", results.Select(pair => pair.Candidate.Explanation))}");
    }

    // Two faults at once: what made a difference is taken further by a second change.
    private async Task<TrialFinding> SecondChangeAsync(Attempt basis, List<(Candidate Candidate, Screening Screening)> seen, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var here = basis.Outcome is null ? null : (await trials!.ScreenAsync([basis.Code], checks, limits, cancellationToken).ConfigureAwait(false))[0];
        var seeds = seen
            .Where(pair => pair.Screening.Stage != Screening.DidNotCompile && pair.Screening.Stage >= (here?.Stage ?? 0) && (pair.Screening != here || here.Stage == 2))
            .OrderByDescending(pair => pair.Screening.Stage).ThenBy(pair => pair.Screening == here).ThenBy(pair => pair.Candidate.Strength)
            .DistinctBy(pair => pair.Screening.Stage < 100 ? pair.Candidate.Code : pair.Screening.Print)
            .Take(Seeds).ToList();
        var known = attempts.Select(Basis.Fault).ToHashSet(StringComparer.Ordinal);
        Candidate? progress = null;
        foreach (var (seed, screening) in seeds)
        {
            if (!HasBudget)
            {
                break;
            }

            var trial = await trials!.TryAsync(seed.Code, checks, limits, cancellationToken).ConfigureAwait(false);
            var attempt = new Attempt(basis.Number, seed.Code, trial.Errors, trial.Outcome);
            if (trial.Errors.Count > 0 || attempt.Succeeded || !known.Add(Basis.Fault(attempt)))
            {
                continue;
            }

            if (Basis.Stage(attempt) > Basis.Stage(basis) || (basis.Outcome?.Exception is not null && Basis.Stage(attempt) == Basis.Stage(basis)))
            {
                progress ??= seed;
            }

            var both = further(attempt).Select(second => second with { Explanation = $"{seed.Explanation} {second.Explanation}" });
            if (await SiftAsync(both, CandidatesPerSeed, limits, [], cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        // Broken code that now compiles is progress of its own; which fault comes next is for the next round.
        progress ??= basis.Errors.Count > 0 ? seen.Select(pair => pair.Candidate).FirstOrDefault() : null;
        return new TrialFinding(progress is null ? null : progress with { Explanation = $"{progress.Explanation} None of {_runs} candidates passes every check; this is the one that came furthest." });
    }

    private ExecutionLimits Limits(Attempt basis) =>
        basis.Outcome?.Verdict == Verdict.TimedOut && options.CandidateLimits.WallTime > _patienceAfterTimeout
            ? options.CandidateLimits with { WallTime = _patienceAfterTimeout }
            : options.CandidateLimits;
}
