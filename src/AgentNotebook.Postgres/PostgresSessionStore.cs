using System.Data;
using AgentNotebook.Postgres.Addresses;
using AgentNotebook.Postgres.Journals;
using AgentNotebook.Postgres.Reading;
using AgentNotebook.Postgres.Schema;
using AgentNotebook.Postgres.Server;
using AgentNotebook.Sessions;

namespace AgentNotebook.Postgres;

/// <summary>
/// Sessions in one schema of a PostgreSQL database, for any number of processes on any number of machines. An append returns when its commit
/// is durable: <c>synchronous_commit</c> is on for the store's own connection, whatever the server's default.
/// </summary>
/// <remarks>
/// Each session has one writer. Whether it still lives is the server's to say: its place goes with its connection, and one that was displaced
/// cannot append any more. A lost connection is made again; an append whose answer was lost is looked for first, so that nothing
/// acknowledged is lost and nothing is there twice. One connection a store, which all members share; they may be called from several threads.
/// A pooler between must keep sessions (<c>pool_mode = session</c>), because places are held by the connection.
/// </remarks>
public sealed class PostgresSessionStore : ISessionStore
{
    private readonly PostgresServer _server;
    private readonly StoreNames _names;
    private readonly SessionStoreOptions _options;
    private readonly HashSet<PostgresJournal> _journals = [];
    private bool _disposed;

    private PostgresSessionStore(PostgresServer server, StoreNames names, SessionStoreOptions options) => (_server, _names, _options) = (server, names, options);

    /// <summary>The store as a URI, without the password.</summary>
    public string Location => _server.Location;

    /// <inheritdoc/>
    public string? Warning => _server.State.IsDurable
        ? null
        : $"The server of {Location} runs with fsync or full_page_writes off: what it calls durable is lost or damaged when its machine fails. Set both to on for sessions that matter.";

    /// <summary>Opens a store for reading and writing, and makes its schema and tables when they are missing.</summary>
    /// <param name="place">
    /// A URI <c>//USER@HOST:PORT/DATABASE</c>, which may begin with <c>postgres:</c>; a connection string <c>Host=…;Database=…</c>; the name
    /// of a service in <c>PGSERVICEFILE</c> or <c>~/.pg_service.conf</c>; or the name of a database. What it leaves open comes from PGHOST, PGPORT,
    /// PGDATABASE, PGUSER, PGPASSWORD, PGPASSFILE, PGSSLMODE and PGSSLROOTCERT. <c>Search Path</c>, in a URI <c>search_path</c>, names another
    /// schema than <c>agentnotebook</c>.
    /// </param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="limits">Null for the defaults.</param>
    /// <exception cref="SessionStoreException">It cannot be opened; nothing was changed.</exception>
    public static PostgresSessionStore Open(string place, SessionStoreOptions? options = null, PostgresOptions? limits = null) =>
        Open(place, writes: true, options, limits);

    /// <summary>Opens a store for reading only, also at a standby. Never makes or changes one.</summary>
    /// <inheritdoc cref="Open(string, SessionStoreOptions?, PostgresOptions?)"/>
    public static PostgresSessionStore OpenReadOnly(string place, SessionStoreOptions? options = null, PostgresOptions? limits = null) =>
        Open(place, writes: false, options, limits);

    /// <inheritdoc/>
    public IReadOnlyList<SessionSummary> List() =>
        _server.Run("list the sessions", connection => SessionRow.All(connection, _names)).ConvertAll(row => row.Summary);

    /// <inheritdoc/>
    public IReadOnlyList<SessionSummary> List(int skip, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return _server.Run("list the sessions", connection => SessionRow.All(connection, _names, skip, count)).ConvertAll(row => row.Summary);
    }

    /// <inheritdoc/>
    public ISessionJournal Open(string session)
    {
        JournalRules.CheckName(session, "a session");
        var place = WriterPlace.Take(_server, _names, session, _options);
        var journal = new PostgresJournal(_server, _names, _options, place, session, closed =>
        {
            lock (_journals)
                _journals.Remove(closed);
        });
        lock (_journals)
            _journals.Add(journal);
        return journal;
    }

    /// <inheritdoc/>
    public IEnumerable<JournalEntry> Read(string session, long after = 0, JournalFilter? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        return new SessionReader(_server, _names, Find(session)).Read(after, filter);
    }

    /// <inheritdoc/>
    public JournalEntry? Last(string session, string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new SessionReader(_server, _names, Find(session)).Last(kind);
    }

    /// <inheritdoc/>
    public VerificationReport Verify(string? session = null)
    {
        if (session is not null)
            JournalRules.CheckName(session, "a session");
        return _server.Run("verify the store", connection =>
        {
            using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            var sessions = session is null ? SessionRow.All(connection, _names) : [SessionRow.Find(connection, _names, session, Location)];
            return new StoreVerifier(connection, _names).Verify(sessions, orphans: session is null);
        });
    }

    /// <inheritdoc/>
    public void Delete(string session)
    {
        JournalRules.CheckName(session, "a session");
        WriterPlace.Delete(_server, _names, session, _options);
    }

    /// <inheritdoc/>
    public CompactionReport Compact() => _server.Write("compact the store", connection => StoreCompactor.Compact(connection, _names));

    /// <summary>Gives back every writer's place taken through this store, and closes the connection.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        PostgresJournal[] journals;
        lock (_journals)
            journals = [.. _journals];
        try
        {
            foreach (var journal in journals)
                journal.Dispose();
        }
        finally
        {
            _server.Dispose();
        }
    }

    private static PostgresSessionStore Open(string place, bool writes, SessionStoreOptions? options, PostgresOptions? limits)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(place);
        options = SessionStoreOptions.Checked(options);
        var address = PostgresAddress.Parse(place, Environment.GetEnvironmentVariable);
        var names = new StoreNames(address.Schema);
        return new PostgresSessionStore(PostgresServer.Open(address, names, writes, options, (limits ?? new PostgresOptions()).Check()), names, options);
    }

    private SessionRow Find(string session)
    {
        JournalRules.CheckName(session, "a session");
        return _server.Run($"read session '{session}'", connection => SessionRow.Find(connection, _names, session, Location));
    }
}
