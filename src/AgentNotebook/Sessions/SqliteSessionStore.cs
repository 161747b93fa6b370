using AgentNotebook.Sessions.Sqlite;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions;

/// <summary>
/// Sessions in one SQLite file: write-ahead log, <c>synchronous = FULL</c>, so an append that has returned survives the loss of power.
/// </summary>
/// <remarks>
/// Any number of processes may have the file open; each session has one writer. All members may be called from several threads.
/// The file must lie on a disk of this machine: the write-ahead log does not work across a network (SQLite, "Write-Ahead Logging").
/// </remarks>
public sealed class SqliteSessionStore : ISessionStore
{
    private readonly SqliteFile _file;
    private readonly SessionStoreOptions _options;
    private readonly HashSet<SqliteJournal> _journals = [];
    private bool _disposed;

    private SqliteSessionStore(SqliteFile file, SessionStoreOptions options)
    {
        _file = file;
        _options = options;
    }

    /// <inheritdoc/>
    public string Location => _file.Path;

    /// <summary>Opens a store for reading and writing. Makes the file and its folder when they are missing; an empty file becomes a store.</summary>
    /// <param name="file">The file, relative to the current directory or absolute.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <remarks>A file of an older version is brought to the newest, all of it or none, once what it holds has been verified; one that is damaged is refused with the place.</remarks>
    /// <exception cref="SessionStoreException">It cannot be opened; the file was not changed.</exception>
    public static SqliteSessionStore Open(string file, SessionStoreOptions? options = null)
    {
        options = Check(file, options);
        return new SqliteSessionStore(SqliteFileOpener.OpenForWriting(Path.GetFullPath(file), options), options);
    }

    /// <summary>Opens a store for reading only. Never makes or changes one; works in a folder that cannot be written. One of an older version is read as a copy.</summary>
    /// <param name="file">The file, relative to the current directory or absolute.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="SessionStoreException">It cannot be opened, or there is none (<see cref="SessionStoreFault.NotFound"/>).</exception>
    public static SqliteSessionStore OpenReadOnly(string file, SessionStoreOptions? options = null)
    {
        options = Check(file, options);
        return new SqliteSessionStore(SqliteFileOpener.OpenForReading(Path.GetFullPath(file), options), options);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SessionSummary> List() => _file.Read("list the sessions", () => SqliteSessionRow.All(_file).ConvertAll(Summary));

    /// <inheritdoc/>
    public IReadOnlyList<SessionSummary> List(int skip, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return _file.Read("list the sessions", () => SqliteSessionRow.Some(_file, skip, count).ConvertAll(Summary));
    }

    /// <inheritdoc/>
    public ISessionJournal Open(string session)
    {
        JournalRules.CheckName(session, "a session");
        var lease = SqliteLease.Take(_file, session, _options);
        var journal = new SqliteJournal(_file, _options.Time, lease, session, closed =>
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
        return new SqliteSessionReader(_file, Find(session)).Read(after, filter);
    }

    /// <inheritdoc/>
    public JournalEntry? Last(string session, string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new SqliteSessionReader(_file, Find(session)).Last(kind);
    }

    /// <inheritdoc/>
    public VerificationReport Verify(string? session = null) => _file.Read("verify the store", () =>
    {
        var verifier = new SqliteVerifier(_file);
        try
        {
            return verifier.Verify(session is null ? SqliteSessionRow.All(_file) : [SqliteSessionRow.Find(_file, session)], pages: session is null);
        }
        catch (SqliteException e) when (session is null)
        {
            verifier.Report($"The sessions of {_file.Path} cannot be listed: {SqliteFaults.Reason(e)}.");
            return verifier.Verify([], pages: true);
        }
    });

    /// <inheritdoc/>
    public void Delete(string session)
    {
        JournalRules.CheckName(session, "a session");
        SqliteLease.Delete(_file, session, _options);
    }

    /// <inheritdoc/>
    public CompactionReport Compact() => SqliteCompactor.Compact(_file);

    /// <summary>Closes the file and gives back every writer's place taken through this store.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        SqliteJournal[] journals;
        lock (_journals)
            journals = [.. _journals];
        try
        {
            foreach (var journal in journals)
                journal.Dispose();
        }
        finally
        {
            _file.Dispose();
        }
    }

    private static SessionStoreOptions Check(string file, SessionStoreOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return SessionStoreOptions.Checked(options);
    }

    private static SessionSummary Summary(SqliteSessionRow row) =>
        new(row.Name, EntryTime.FromMicroseconds(row.Created), EntryTime.FromMicroseconds(row.LastWritten), row.LastSequence, row.Bytes);

    private SqliteSessionRow Find(string session)
    {
        JournalRules.CheckName(session, "a session");
        return _file.Read($"read session '{session}'", () => SqliteSessionRow.Find(_file, session));
    }
}
