using AgentNotebook.Postgres.Schema;
using AgentNotebook.Postgres.Server;
using AgentNotebook.Sessions;

namespace AgentNotebook.Postgres.Reading;

/// <summary>Reads one session at a server. A lost connection costs a page.</summary>
internal sealed class SessionReader(PostgresServer server, StoreNames names, SessionRow session) : ChainedReader(session.Name, session.Created, session.LastSequence)
{
    /// <inheritdoc/>
    protected override string Location => server.Location;

    /// <inheritdoc/>
    protected override string WayOut => PostgresFaults.WayOut(server.Location);

    /// <inheritdoc/>
    protected override IEntryPages Open(JournalFilter? filter) => new Pages(server, Action, new EntryReader(names, session.Id, filter));

    /// <inheritdoc/>
    protected override ChainedEntry? LastOf(string kind) => server.Run(Action, connection => EntryReader.Last(connection, names, session.Id, kind));

    /// <inheritdoc/>
    protected override long LastReached() => server.Run(Action, connection => EntryReader.LastSequence(connection, names, session.Id));

    private sealed class Pages(PostgresServer server, string action, EntryReader reader) : IEntryPages
    {
        public IReadOnlyList<ChainedEntry> Page(long after) => server.Run(action, connection => reader.Page(connection, after));

        public ChainedEntry? Next(long after) => server.Run(action, connection => reader.Next(connection, after));

        public void Dispose()
        {
        }
    }
}
