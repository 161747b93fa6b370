using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.Sessions;
using AgentNotebook.Display.StateGraph;
using AgentNotebook.Sessions;

namespace AgentNotebook.Magics;

/// <summary><c>#!state</c>: shows the session, its runs and the state graph.</summary>
internal static class StateMagic
{
    private const string Flush = "--flush";
    private const string Run = "--run";
    private const string Recover = "--recover";
    private const string Overwrite = "--overwrite";
    private const string Discard = "--discard-recovery";

    public static MagicDeclaration Declaration { get; } = new(
        "#!state",
        "Shows the session: what is kept, what is dirty, its runs, and the state graph of the last one.",
        [
            new(Flush, ParameterKind.Flag, "Writes everything dirty to the disk first and says what was written."),
            new(Recover, ParameterKind.Text, "Takes the values that could not be flushed when the session was last closed, and flushes them.") { ValueName = "FILE" },
            new(Overwrite, ParameterKind.Flag, $"With {Recover}: also over values that were changed since."),
            new(Discard, ParameterKind.Text, "Deletes a file of such values.") { ValueName = "FILE" },
            new(Run, ParameterKind.Text, "The run whose state graph is drawn.") { ValueName = "ID", Default = "the last one" },
        ],
        Show);

    private static Task Show(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var session = invocation.Notebook.Services.Session;
        var receipt = Change(invocation, session);
        var runs = RunHistory.All(session);
        invocation.Notebook.Display(SessionView.Render(new SessionOverview
        {
            Name = session.Name,
            Store = Place(session.Location, invocation.Notebook.Services.Folder),
            Entries = session.LastSequence,
            Runs = runs,
            LastFlush = receipt,
            Values = session.Values,
            Recoveries = session.FindRecoveries(),
        }));
        invocation.Notebook.Display(StateGraphView.Render(TransitionTable.Default, Pick(runs, invocation.Arguments.Get<string?>(Run, null))));
        return Task.CompletedTask;
    }

    /// <summary>Does what is asked for before anything is shown.</summary>
    private static FlushReceipt? Change(MagicInvocation invocation, Session session)
    {
        var (arguments, folder) = (invocation.Arguments, invocation.Notebook.Services.Folder);
        if (arguments.Has(Overwrite) && !arguments.Has(Recover))
        {
            throw new MagicException($"{Overwrite} goes with {Recover} FILE.", invocation.BodyLine - 1);
        }

        try
        {
            if (arguments.Get<string?>(Discard, null) is { } unwanted)
            {
                session.DiscardRecovery(Path.GetFullPath(unwanted, folder));
            }

            if (arguments.Get<string?>(Recover, null) is { } file)
            {
                return session.Recover(Path.GetFullPath(file, folder), arguments.Has(Overwrite));
            }
        }
        catch (SessionStoreException exception) when (exception.Fault is SessionStoreFault.Invalid or SessionStoreFault.NotFound)
        {
            throw new MagicException(exception.Message, invocation.BodyLine - 1, inner: exception);
        }

        return arguments.Has(Flush) ? session.Flush() : null;
    }

    /// <summary>A store below the notebook is named from there: the notebook then says the same wherever it lies.</summary>
    private static string Place(string location, string folder)
    {
        if (location.Contains("://", StringComparison.Ordinal))
        {
            return location;
        }

        var relative = Path.GetRelativePath(folder, location);
        return relative.StartsWith("..", StringComparison.Ordinal) ? location : relative.Replace('\\', '/');
    }

    private static RunRecord? Pick(IReadOnlyList<RunRecord> runs, string? id)
    {
        if (id is null)
        {
            return runs.LastOrDefault();
        }

        return runs.FirstOrDefault(run => run.Id == id)
            ?? throw new MagicException($"There is no run '{id}' in this session. {(runs.Count == 0 ? "It has none yet." : $"Runs: {string.Join(", ", runs.Select(run => run.Id))}.")}");
    }
}
