using AgentNotebook.Agents.Replay;
using AgentNotebook.Display.Compare;
using AgentNotebook.Sessions;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary><c>#!agent-compare</c>: shows two runs side by side.</summary>
internal static class AgentCompareMagic
{
    private const string Left = "A";
    private const string Right = "B";

    public static MagicDeclaration Declaration { get; } = new(
        "#!agent-compare",
        "Shows two runs side by side: what they were asked, their steps and where they part, attempts with the difference of their code, outcome and spending.",
        [
            new(Left, ParameterKind.Text, "A run of this session such as run-1, a session of the same store, whose last run is meant, or SESSION/RUN.") { Default = "the last run of this session" },
            new(Right, ParameterKind.Text, "What to compare it with.") { Default = "the last fork of this session" },
        ],
        Run);

    private static Task Run(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var session = invocation.Notebook.Services.Session;
        try
        {
            var comparison = new RunComparison(Find(session, invocation.Arguments.Get(Left, session.Name)), Find(session, invocation.Arguments.Get<string?>(Right, null) ?? ForkFinder.Last(invocation)));
            invocation.Notebook.Display(RunComparisonView.Render(comparison));
        }
        catch (SessionStoreException exception) when (exception.Fault == SessionStoreFault.NotFound)
        {
            throw new MagicException(exception.Message, inner: exception);
        }

        return Task.CompletedTask;
    }

    private static RunAddress Find(Session session, string address) => RunAddress.Find(session.Store, address, session.Name);
}
