using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Control.Loops;

/// <summary>The last attempts of a run, as far back as any pattern reaches. Looking at no more keeps a step of a long run as cheap as one of a short run.</summary>
/// <param name="All">Attempts since the run began or was last reopened, oldest first.</param>
/// <param name="OfStrategy">Those of them since the strategy was last changed: the faults of an old one do not speak against the new.</param>
internal sealed record LoopWindow(IReadOnlyList<AttemptTrace> All, IReadOnlyList<AttemptTrace> OfStrategy)
{
    /// <summary>Attempts looked at.</summary>
    /// <value>16: three rounds of the longest period, and one.</value>
    public const int Length = 16;

    /// <summary>The attempt that is judged.</summary>
    public AttemptTrace Last => All[^1];

    public static LoopWindow Of(RunRecord run)
    {
        var first = Math.Max(run.AttemptsBeforeReopening, run.Attempts.Count - Length);
        var strategySince = run.Interventions.LastOrDefault(said => said.Event.Kind == GuidanceKind.ChangeStrategy)?.AfterAttempt ?? 0;
        List<AttemptTrace> all = [];
        for (var index = first; index < run.Attempts.Count; index++)
        {
            if (!run.Attempts[index].Succeeded)
            {
                all.Add(AttemptTrace.Of(run.Attempts[index], run.Request));
            }
        }

        return new LoopWindow(all, [.. all.Where(trace => trace.Number > strategySince)]);
    }

    /// <summary>Whether the newest of some attempts came nearer than every one before them.</summary>
    /// <param name="traces">Attempts, oldest first.</param>
    /// <param name="newest">How many of them are the newest.</param>
    public static bool Improved(IReadOnlyList<AttemptTrace> traces, int newest)
    {
        var earlier = traces.Take(traces.Count - newest).ToList();
        return traces.TakeLast(newest).Any(later => earlier.All(trace => later.Progress.IsBetterThan(trace.Progress)));
    }
}
