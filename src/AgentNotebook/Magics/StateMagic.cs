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

    public static MagicDeclaration Declaration { get; } = new(
        "#!state",
        "Shows the session: what is kept, what is dirty, its runs, and the state graph of the last one.",
        [
            new(Flush, ParameterKind.Flag, "Writes everything dirty to the disk first and says what was written."),
            new(Run, ParameterKind.Text, "The run whose state graph is drawn.") { ValueName = "ID", Default = "the last one" },
        ],
        Show);

    private static Task Show(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var session = invocation.Notebook.Services.Session;
        FlushReceipt? receipt = invocation.Arguments.Has(Flush) ? session.Flush() : null;
        var entries = session.Entries().ToList();
        var runs = RunHistory.Read(entries);
        invocation.Notebook.Display(SessionView.Render(new SessionOverview
        {
            Name = session.Name,
            Store = Place(session.Location, invocation.Notebook.Services.Folder),
            Entries = entries.Count,
            Runs = runs,
            LastFlush = receipt,
            Values = session.Values,
        }));
        invocation.Notebook.Display(StateGraphView.Render(TransitionTable.Default, Pick(runs, invocation.Arguments.Get<string?>(Run, null))));
        return Task.CompletedTask;
    }

    /// <summary>A store below the notebook is named from there: the notebook then says the same wherever it lies.</summary>
    private static string Place(string location, string folder)
    {
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
