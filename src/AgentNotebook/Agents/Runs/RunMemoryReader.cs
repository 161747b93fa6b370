using AgentNotebook.Models;
using AgentNotebook.Models.Memory;

namespace AgentNotebook.Agents.Runs;

/// <summary>Reads what a run knows out of its record.</summary>
public static class RunMemoryReader
{
    /// <summary>The memory the next model call is given.</summary>
    public static RunMemory Read(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunMemory
        {
            Goal = run.Request.Brief.Task,
            Plan = run.Plan,
            Assumptions = run.Assumptions,
            Facts = run.Facts,
            Attempts = new RememberedAttempts(run),
            Hints = [.. run.Hints.Select(hint => hint.Text)],
        };
    }

    /// <summary>What the next model call has to heed: what was said since the last attempt.</summary>
    public static IReadOnlyList<ModelGuidance> Guidance(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return
        [
            .. run.Interventions.Where(said => said.AfterAttempt == run.Attempts.Count).Select(said => new ModelGuidance(said.Event.Kind, said.Event.Guidance)),
            .. run.Hints.Where(hint => hint.AfterAttempt == run.Attempts.Count).Select(hint => new ModelGuidance(GuidanceKind.Hint, hint.Text)),
        ];
    }
}
