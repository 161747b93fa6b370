using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary><c>#!agent-stop</c>: ends a run that waits.</summary>
internal static class AgentStopMagic
{
    public static MagicDeclaration Declaration { get; } = new(
        "#!agent-stop",
        "Ends a run that waits for a person, or that its process left behind; a run that is under way is stopped by interrupting its cell.",
        RunFinder.Parameters,
        Run);

    private static Task Run(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        using var found = RunFinder.Find(invocation, run => !TransitionTable.IsFinal(run.State), "waits or was left behind");
        var run = found.Record;
        if (TransitionTable.IsFinal(run.State))
        {
            throw new MagicException($"{run.Id} has ended already: it is {run.State}.{(run.State == AgentState.Succeeded ? "" : $" '{AgentResumeMagic.Declaration.Name} {found.Named}' would go on with it.")}", invocation.BodyLine - 1);
        }

        var was = run.State;
        RunEnding.Cancel(found.Session, run, "Ended by a person.");
        invocation.Notebook.Services.RunChanged?.Invoke(run);
        invocation.Notebook.Display(MimeBundle.FromText($"{run.Id} was {was} and is {run.State} now. Everything is kept in session '{found.Session.Name}'; '{AgentResumeMagic.Declaration.Name} {found.Named}' takes it up again."));
        return Task.CompletedTask;
    }
}
