using AgentNotebook.Agents.Events;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Runs;

/// <summary>Ends a run that nobody drives.</summary>
public static class RunEnding
{
    /// <summary>Cancels a run that waits for a person, or whose process ended in the middle. It can be reopened. On the disk when this returns.</summary>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="run">The run, as <see cref="RunHistory"/> read it.</param>
    /// <param name="reason">One sentence for a person.</param>
    /// <exception cref="InvalidOperationException">The run has ended.</exception>
    /// <exception cref="SessionStoreException">It could not be written.</exception>
    public static void Cancel(Session session, RunRecord run, string reason)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(run);
        // Taken up first, so that the time in which it waited is nobody's.
        RunEvent[] events =
        [
            new RunResumed(run.State),
            new Transitioned(run.State, AgentTrigger.Cancel, TransitionTable.Default.Next(run.State, AgentTrigger.Cancel), reason),
        ];
        var receipt = session.AppendAndFlush([.. events.Select(happened => RunEventCodec.Encode(run.Id, happened))]);
        foreach (var happened in events)
        {
            run.Apply(happened, receipt.Time);
        }
    }
}
