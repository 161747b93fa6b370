using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;
using AgentNotebook.Text;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Finds the run that a person means, in the notebook's session or in another one of the same store.</summary>
internal sealed class RunFinder : IDisposable
{
    internal const string Run = "RUN";
    internal const string SessionName = "--session";
    internal const string Fork = "--fork";

    private const int MostNamed = 20;

    private readonly Session? _opened;

    private RunFinder(Session session, Session? opened, RunRecord run) => (Session, _opened, Record) = (session, opened, run);

    internal static IReadOnlyList<MagicParameter> Parameters { get; } =
    [
        new(Run, ParameterKind.Text, "The run, such as run-2; or a session, for its last run.") { Default = "the last run that can go on" },
        new(SessionName, ParameterKind.Text, "The session it is in, one of the same store.") { ValueName = "NAME", Default = "the notebook's own" },
        new(Fork, ParameterKind.Flag, "Means the session that was last forked from the notebook's own."),
    ];

    /// <summary>Its session.</summary>
    internal Session Session { get; }

    /// <summary>The run.</summary>
    internal RunRecord Record { get; }

    /// <summary>Whether the session is not the notebook's own.</summary>
    internal bool IsElsewhere => _opened is not null;

    /// <summary>What names it on the line of a magic.</summary>
    internal string Named => IsElsewhere ? $"{Record.Id} {SessionName} \"{Session.Name}\"" : Record.Id;

    /// <summary>Finds it.</summary>
    /// <param name="invocation">The magic as it was typed.</param>
    /// <param name="can">Whether a run may be meant when none is named.</param>
    /// <param name="what">What it would be, for the message when there is none: <c>can go on</c>.</param>
    /// <exception cref="MagicException">There is no such run or session, or another process drives it.</exception>
    internal static RunFinder Find(MagicInvocation invocation, Func<RunRecord, bool> can, string what)
    {
        var (own, line) = (invocation.Notebook.Services.Session, invocation.BodyLine - 1);
        var named = invocation.Arguments.Get<string?>(Run, null);
        var session = invocation.Arguments.Get<string?>(SessionName, null);
        if (invocation.Arguments.Has(Fork))
        {
            session = session is null ? ForkFinder.Last(invocation) : throw new MagicException($"'{Fork}' and '{SessionName}' both name a session. Keep one.", line, 1);
        }

        // A run of that name goes before a session of that name.
        if (session is null && named is not null && own.Entries(filter: RunHistory.Starts).All(entry => entry.Run != named) && own.Siblings().Any(sibling => sibling.Name == named))
        {
            (session, named) = (named, null);
        }

        var opened = session is null || session == own.Name ? null : Open(own, session, line);
        try
        {
            return new RunFinder(opened ?? own, opened, Choose(opened ?? own, named, can, what, line));
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
    }

    public void Dispose() => _opened?.Dispose();

    private static Session Open(Session own, string name, int line)
    {
        var names = own.Siblings().Select(sibling => sibling.Name).ToList();
        if (!names.Contains(name))
        {
            var nearest = NearestName.Of(name, names);
            throw new MagicException($"There is no session '{name}' in {own.Location}. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}Sessions: {string.Join(", ", names.Take(MostNamed))}.", line);
        }

        try
        {
            return own.OpenSibling(name);
        }
        catch (SessionStoreException exception) when (exception.Fault == SessionStoreFault.Busy)
        {
            throw new MagicException($"{exception.Message} A run that is under way there is stopped by interrupting its cell; it then can go on from anywhere.", line, inner: exception);
        }
    }

    private static RunRecord Choose(Session session, string? named, Func<RunRecord, bool> can, string what, int line)
    {
        if ((named is null ? RunHistory.Last(session, can) : RunHistory.Find(session, named)) is { } found)
        {
            return found;
        }

        var runs = RunHistory.Read(session.Entries());
        var nearest = named is null ? null : NearestName.Of(named, runs.Select(run => run.Id));
        throw new MagicException(
            $"{(named is null ? $"Session '{session.Name}' has no run that {what}." : $"There is no run '{named}' in session '{session.Name}'.")} {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}{(runs.Count == 0 ? "It has none yet." : $"Runs: {string.Join(", ", runs.TakeLast(MostNamed).Select(run => $"{run.Id} ({run.State})"))}.")}",
            line);
    }
}
