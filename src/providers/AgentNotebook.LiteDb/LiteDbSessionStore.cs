using AgentNotebook.LiteDb.Documents;
using AgentNotebook.Sessions;
using LiteDB;

namespace AgentNotebook.LiteDb;

/// <summary>Sessions in one LiteDB file. An append that has returned is on the disk, which LiteDB alone does not promise.</summary>
/// <remarks>
/// One process writes the file at a time, or several read it; an operating system's lock sees to that, and goes with its process.
/// Within the process any number of stores may be opened on one file, and all members may be called from several threads.
/// While the store is open, and after its process was killed, <c>NAME-wal</c> beside it is part of it: copy both or neither.
/// A payload of more than 1 MiB stands in several documents, so the limit is that of every store, 64 MiB.
/// </remarks>
public sealed class LiteDbSessionStore : ISessionStore
{
    private readonly LiteDbFile _file;
    private readonly SessionStoreOptions _options;
    private readonly bool _isReadOnly;
    private readonly HashSet<LiteDbJournal> _journals = [];
    private bool _disposed;

    private LiteDbSessionStore(string file, bool isReadOnly, SessionStoreOptions? options, LiteDbOptions? limits)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        _options = SessionStoreOptions.Checked(options);
        limits ??= new LiteDbOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.LogPages, 1, nameof(LiteDbOptions.LogPages));
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.CopyBytes, 1, nameof(LiteDbOptions.CopyBytes));
        _isReadOnly = isReadOnly;
        _file = LiteDbFiles.Acquire(file, write: !isReadOnly, _options, limits);
    }

    /// <inheritdoc/>
    public string Location => _file.Path;

    /// <summary>Opens a store for reading and writing. Makes the file and its folder when they are missing; an empty file becomes a store.</summary>
    /// <param name="file">The file, relative to the current directory or absolute.</param>
    /// <param name="options">Null for the defaults. <see cref="SessionStoreOptions.TakeUnseenWriter"/> means nothing here: the lock knows.</param>
    /// <param name="limits">Null for the defaults. Those of the first store that this process opens on the file count.</param>
    /// <exception cref="SessionStoreException">It cannot be opened; the file was not changed. <see cref="SessionStoreFault.Busy"/> names the process that has it.</exception>
    public static LiteDbSessionStore Open(string file, SessionStoreOptions? options = null, LiteDbOptions? limits = null) =>
        new(file, isReadOnly: false, options, limits);

    /// <summary>Opens a store for reading only. Never makes or changes one; works in a folder that cannot be written.</summary>
    /// <inheritdoc cref="Open(string, SessionStoreOptions?, LiteDbOptions?)"/>
    /// <exception cref="SessionStoreException">It cannot be opened, or there is none (<see cref="SessionStoreFault.NotFound"/>).</exception>
    public static LiteDbSessionStore OpenReadOnly(string file, SessionStoreOptions? options = null, LiteDbOptions? limits = null) =>
        new(file, isReadOnly: true, options, limits);

    /// <inheritdoc/>
    public IReadOnlyList<SessionSummary> List() => Read("list the sessions", engine => SessionRow.All(engine))
        .ConvertAll(row => new SessionSummary(row.Name, EntryTime.FromMicroseconds(row.Created), EntryTime.FromMicroseconds(row.LastWritten), row.LastSequence, row.Bytes));

    /// <inheritdoc/>
    public ISessionJournal Open(string session)
    {
        JournalRules.CheckName(session, "a session");
        var action = $"open session '{session}'";
        RefuseReader(action);
        TakePlace(session);
        try
        {
            var row = _file.Read(action, engine => SessionRow.TryFind(engine, session))
                ?? _file.Write(action, engine => SessionRow.New(session, EntryTime.ToMicroseconds(_options.Time.GetUtcNow())).Insert(engine));
            var journal = new LiteDbJournal(_file, _options.Time, row, closed =>
            {
                lock (_journals)
                    _journals.Remove(closed);
            });
            lock (_journals)
                _journals.Add(journal);
            return journal;
        }
        catch
        {
            _file.GiveBackPlace(session);
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<JournalEntry> Read(string session, long after = 0, JournalFilter? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        return new LiteDbSessionReader(_file, Find(session)).Read(after, filter);
    }

    /// <inheritdoc/>
    public JournalEntry? Last(string session, string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new LiteDbSessionReader(_file, Find(session)).Last(kind);
    }

    /// <inheritdoc/>
    public VerificationReport Verify(string? session = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new LiteDbVerifier(_file).Verify(session);
    }

    /// <inheritdoc/>
    public void Delete(string session)
    {
        JournalRules.CheckName(session, "a session");
        var action = $"delete session '{session}'";
        RefuseReader(action);
        Find(session);
        TakePlace(session);
        try
        {
            _file.Write(action, engine =>
            {
                SessionRow.Find(engine, session, Location).Delete(engine);
                return true;
            });
        }
        finally
        {
            _file.GiveBackPlace(session);
        }
    }

    /// <inheritdoc/>
    public CompactionReport Compact()
    {
        RefuseReader("compact the store");
        return _file.Compact();
    }

    /// <summary>Gives back every writer's place taken through this store, and closes the file when no other store of this process uses it.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        LiteDbJournal[] journals;
        lock (_journals)
            journals = [.. _journals];
        foreach (var journal in journals)
            journal.Dispose();
        LiteDbFiles.Release(_file);
    }

    private SessionRow Find(string session)
    {
        JournalRules.CheckName(session, "a session");
        return Read($"read session '{session}'", engine => SessionRow.Find(engine, session, Location));
    }

    private T Read<T>(string action, Func<LiteDB.Engine.LiteEngine, T> body)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _file.Read(action, body);
    }

    private void TakePlace(string session)
    {
        if (!_file.TakePlace(session))
            throw new SessionStoreException(SessionStoreFault.Busy, $"Session '{session}' in {Location} is being written by this very process ({Environment.ProcessId}). Dispose the session that has it open, or use that one.");
    }

    private void RefuseReader(string action)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_isReadOnly)
            throw new SessionStoreException(SessionStoreFault.ReadOnly, $"Cannot {action} in {Location}: the store was opened for reading only. Open it for writing.");
    }
}
