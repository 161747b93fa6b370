using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Replay;

/// <summary>A run by the name a person gives it: a session, whose last run is meant, or <c>session/run</c>.</summary>
/// <param name="Session">The session.</param>
/// <param name="Run">The run, as the journal knows it.</param>
public sealed record RunAddress(string Session, RunRecord Run)
{
    /// <summary>The run's full name.</summary>
    public string Name => $"{Session}/{Run.Id}";

    /// <summary>Finds a run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="address">What a person typed. A session's name may hold a slash itself.</param>
    /// <param name="home">The session whose runs need no session's name before theirs; <see langword="null"/> for none.</param>
    /// <exception cref="SessionStoreException">There is none; the message names those there are.</exception>
    public static RunAddress Find(ISessionStore store, string address, string? home = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(address);
        if (home is not null && RunHistory.Find(store, home, address) is { } own)
        {
            return new RunAddress(home, own);
        }

        var names = store.List().Select(session => session.Name).ToList();
        var slash = address.LastIndexOf('/');
        var (session, id) = names.Contains(address) || slash <= 0 ? (address, null) : (address[..slash], address[(slash + 1)..]);
        if (!names.Contains(session))
        {
            throw new SessionStoreException(
                SessionStoreFault.NotFound,
                $"There is no session '{session}' in {store.Location}. {(names.Count == 0 ? "It has none." : $"It has {string.Join(", ", names.Take(20))}.")}");
        }

        if ((id is null ? RunHistory.Last(store, session, _ => true) : RunHistory.Find(store, session, id)) is { } found)
        {
            return new RunAddress(session, found);
        }

        var runs = RunHistory.Read(store.Read(session, filter: RunHistory.Starts));
        throw new SessionStoreException(
            SessionStoreFault.NotFound,
            runs.Count == 0 ? $"Session '{session}' has no runs." : $"Session '{session}' has no run '{id}'. It has {string.Join(", ", runs.Select(run => run.Id))}.");
    }
}
