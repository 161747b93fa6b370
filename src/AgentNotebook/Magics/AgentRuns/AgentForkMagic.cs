using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Sessions;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary><c>#!agent-fork</c>: copies the session up to a step of a run, so that the run can go two ways from there.</summary>
internal static class AgentForkMagic
{
    internal const string Name = "#!agent-fork";

    private const string At = "--at";
    private const string As = "--as";

    public static MagicDeclaration Declaration { get; } = new(
        Name,
        "Copies the session up to a step of a run into a session of its own, in which the run can go another way. The notebook's session stays as it is.",
        [
            new(RunFinder.Run, ParameterKind.Text, "The run, such as run-2.") { Default = "the last one" },
            new(At, ParameterKind.Integer, "The step the copy ends with, counted from 1 as 'agentnb sessions show' prints them.") { ValueName = "STEP", Default = "the last one", Minimum = 1 },
            new(As, ParameterKind.Text, "The new session's name.") { ValueName = "NAME", Default = "one made of the session's and the step" },
        ],
        Run);

    private static Task Run(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        var (arguments, session, line) = (invocation.Arguments, invocation.Notebook.Services.Session, invocation.BodyLine - 1);
        var named = arguments.Get<string?>(RunFinder.Run, null);
        try
        {
            var step = arguments.Has(At)
                ? arguments.Get(At, 0)
                : (named is null ? RunHistory.Last(session, _ => true) : RunHistory.Find(session, named))?.Transitions.Count ?? 0;
            var fork = SessionFork.Make(session.Store, session.Name, step, named, arguments.Get<string?>(As, null));
            invocation.Notebook.Display(MimeBundle.FromText(
                $"Session '{fork.Session}' is session '{session.Name}' up to step {fork.Step} of {fork.Run}, where the run is {fork.State}. '#!agent-resume --fork' goes on with it there; '#!agent-compare' then shows both side by side."));
            return Task.CompletedTask;
        }
        catch (SessionStoreException exception) when (exception.Fault is SessionStoreFault.NotFound or SessionStoreFault.Invalid)
        {
            throw new MagicException(exception.Message, line, inner: exception);
        }
    }
}
