using System.Diagnostics;
using AgentNotebook.Sessions.Values;
using AgentNotebook.Sessions.Values.Kept;
using AgentNotebook.Sessions.Values.Recovery;

namespace AgentNotebook.Sessions;

/// <summary>
/// What is kept under a name from one start of the notebook to the next: values, and the journal of what happened.
/// </summary>
/// <remarks>
/// A value stays the very object that was assigned. Whether it is dirty is found by looking, when asked, so a change made inside it
/// needs no call. Looking is cheap where nothing changed: numbers are hashed as they lie in memory, strings and other things that cannot
/// change are told by their reference, and only what differs from its last look, or has converters or computed members that nobody
/// can see through, is written as JSON to be compared.
/// All members may be called from several threads; a value itself must not be changed while it is being written.
/// </remarks>
public sealed class Session : IDisposable
{
    /// <summary>The size of a recovery file up to which it is read, in bytes: 1 GiB.</summary>
    public const long MaximumRecoveryBytes = 1L << 30;

    private readonly ISessionStore _store;
    private readonly IndexedJournal _journal;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly ValueTable _values;
    private bool _disposed;

    private Session(ISessionStore store, IndexedJournal journal, TimeProvider time)
    {
        _store = store;
        _journal = journal;
        _time = time;
        _values = new ValueTable(time);
    }

    /// <summary>The session's name.</summary>
    public string Name => _journal.Session;

    /// <summary>The store it is kept in, with the sessions beside it.</summary>
    internal ISessionStore Store => _store;

    /// <summary>Where it is kept.</summary>
    public string Location => _store.Location;

    /// <summary>Number of the last journal entry; 0 for a new session.</summary>
    public long LastSequence => _journal.LastSequence;

    /// <summary>Whether a flush would write something.</summary>
    public bool IsDirty
    {
        get
        {
            lock (_gate)
                return _values.IsDirty;
        }
    }

    /// <summary>The values, sorted by name, with what a flush would do to each; those removed since the last one among them.</summary>
    public IReadOnlyList<SessionValue> Values
    {
        get
        {
            lock (_gate)
                return _values.Describe();
        }
    }

    /// <summary>
    /// A value. Setting keeps the object itself; it is written by the next flush. Getting gives that object, or a
    /// <see cref="System.Text.Json.JsonElement"/> for one read from the store that nobody has asked for with its type yet.
    /// </summary>
    /// <param name="name">1 to 200 characters; no control characters.</param>
    /// <exception cref="SessionStoreException">Getting: there is none of that name. Setting: the value, or a member of it that the message names, cannot be kept.</exception>
    public object? this[string name]
    {
        get
        {
            lock (_gate)
                return Find(name).Get();
        }
        set
        {
            JournalRules.CheckName(name, "a session value");
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                _values.Assign(name, value);
            }
        }
    }

    /// <summary>Opens a session and reads its values. The store stays the caller's to dispose, after the session.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="name">1 to 200 characters; no control characters. Made when there is none of that name.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="SessionStoreException">It cannot be opened; <see cref="SessionStoreFault.Busy"/> when somebody writes it already.</exception>
    public static Session Open(ISessionStore store, string name, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var journal = new IndexedJournal(store, name);
        try
        {
            var session = new Session(store, journal, time ?? TimeProvider.System);
            foreach (var entry in journal.ReadValues())
                session._values.Read(entry, name, store.Location);
            return session;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>The sessions of the same store, this one among them, last written first.</summary>
    /// <exception cref="SessionStoreException">The store cannot be read.</exception>
    public IReadOnlyList<SessionSummary> Siblings() => _store.List();

    /// <summary>Opens another session of the same store; it is the caller's to dispose, before this one's store.</summary>
    /// <param name="name">Its name. Made when there is none of that name.</param>
    /// <exception cref="SessionStoreException">It cannot be opened; <see cref="SessionStoreFault.Busy"/> when somebody writes it already.</exception>
    public Session OpenSibling(string name) => Open(_store, name, _time);

    /// <summary>
    /// A value as <typeparamref name="T"/>. When the object kept is of another type, it is converted by way of JSON and what it became is
    /// kept from then on: changes made through the former object are no longer seen.
    /// </summary>
    /// <exception cref="SessionStoreException">There is none of that name, or it cannot be read as <typeparamref name="T"/>.</exception>
    public T? Get<T>(string name)
    {
        lock (_gate)
        {
            var (value, kept) = Find(name).As<T>();
            _values.Keep(name, kept);
            return value;
        }
    }

    /// <summary>Whether there is a value of that name.</summary>
    public bool Contains(string name)
    {
        lock (_gate)
            return _values.Contains(name);
    }

    /// <summary>Removes a value; the next flush records it. False when there is none of that name.</summary>
    public bool Remove(string name)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _values.Remove(name);
        }
    }

    /// <summary>Writes every dirty value, all or none. When it returns, they are on the disk.</summary>
    /// <exception cref="SessionStoreException">They are not; they are as dirty as before.</exception>
    public FlushReceipt Flush()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var watch = Stopwatch.StartNew();
            return Write(_values.Changes(problem => throw problem), watch);
        }
    }

    /// <summary>Appends entries at once; they are on the disk when it returns. Values are not flushed by it.</summary>
    /// <exception cref="SessionStoreException">They are not on the disk, or one of them is of the kind <c>value</c> or <c>values-index</c>, which are the session's own.</exception>
    /// <param name="entries">What to append.</param>
    /// <param name="time">The time they bear; <see langword="null"/> for now.</param>
    public FlushReceipt Append(IReadOnlyList<JournalDraft> entries, DateTimeOffset? time = null)
    {
        lock (_gate)
            return _journal.Append(Checked(entries), time);
    }

    /// <summary>
    /// Flushes what is dirty and appends entries behind it, in one: both are on the disk when it returns, or neither is. A value that cannot
    /// be kept as it is now holds nothing up: it stays dirty, and <see cref="Values"/> says why.
    /// </summary>
    /// <inheritdoc cref="Append"/>
    public FlushReceipt AppendAndFlush(IReadOnlyList<JournalDraft> entries, DateTimeOffset? time = null)
    {
        var watch = Stopwatch.StartNew();
        lock (_gate)
            return Write(_values.Changes(_ => { }), watch, Checked(entries), time);
    }

    /// <summary>
    /// The files that hold values of this session which could not be flushed when it was closed, oldest first: those beside the store and
    /// those in the folder for temporary files, as far as they are this user's and nobody else may write them.
    /// </summary>
    public IReadOnlyList<RecoveryOffer> FindRecoveries() => RecoveryReader.Find(Location, Name);

    /// <summary>Takes the values of a recovery file, flushes, and renames the file to <c>….recovered</c>.</summary>
    /// <param name="file">One of <see cref="FindRecoveries"/>.</param>
    /// <param name="overwrite">Whether values that were changed since the file was written are overwritten; else that is refused.</param>
    /// <param name="maximumBytes">The size of the file up to which it is read, in bytes. Default <see cref="MaximumRecoveryBytes"/>.</param>
    /// <exception cref="SessionStoreException">The file is no recovery file of this session, a value in it is older than what the session has (the message says which), or the flush failed; the values are then dirty.</exception>
    public FlushReceipt Recover(string file, bool overwrite = false, long maximumBytes = MaximumRecoveryBytes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var watch = Stopwatch.StartNew();
            var now = _time.GetUtcNow();
            var (header, values) = RecoveryReader.Read(file, Location, Name, maximumBytes, now);
            var changed = Newer(header.After);
            var newer = values.Where(value => changed.Contains(value.Name)).Select(value => $"'{value.Name}'").ToList();
            if (newer.Count > 0 && !overwrite)
                throw new SessionStoreException(SessionStoreFault.Invalid, $"{file} is older than what the session has of {string.Join(", ", newer)}. Nothing was taken from it. Give --overwrite (overwrite: true) to take it all the same, or discard the file.");
            foreach (var (name, value) in values)
            {
                if (value is not null)
                    _values.Keep(name, value);
                else
                    _values.Remove(name);
            }

            var receipt = Write(_values.Changes(problem => throw problem), watch);
            File.Move(file, file + ".recovered");
            return receipt;
        }
    }

    /// <summary>Deletes a recovery file of this session.</summary>
    /// <exception cref="SessionStoreException">It is none.</exception>
    public void DiscardRecovery(string file)
    {
        if (!FindRecoveries().Any(offer => offer.File == Path.GetFullPath(file)))
            throw new SessionStoreException(SessionStoreFault.NotFound, $"{file} is no recovery file of session '{Name}' in {Location}. {(FindRecoveries() is { Count: > 0 } offers ? $"There is {string.Join(", ", offers.Select(offer => offer.File))}." : "There is none.")}");
        File.Delete(file);
    }

    /// <summary>The journal's entries in order, those of values among them.</summary>
    /// <param name="after">Only entries with a higher sequence number.</param>
    /// <param name="filter">Which of them; null for all.</param>
    public IEnumerable<JournalEntry> Entries(long after = 0, JournalFilter? filter = null) => _store.Read(Name, after, filter);

    /// <summary>Flushes what is dirty and gives the writer's place back.</summary>
    /// <exception cref="SessionStoreException">
    /// Something could not be flushed. The message names each value that cannot be kept, and the file beside the store that holds the others.
    /// </exception>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            var problems = new List<string>();
            var changes = _values.Changes(problem => problems.Add(problem.Message));
            _values.Release();
            try
            {
                Write(changes, Stopwatch.StartNew());
            }
            catch (Exception e)
            {
                throw new SessionStoreException(
                    (e as SessionStoreException)?.Fault ?? SessionStoreFault.DiskFailure,
                    $"Session '{Name}' was closed, but its changes could not be flushed: {e.Message} {Recover(changes)}{string.Concat(problems.Select(problem => " " + problem))}", e);
            }
            finally
            {
                _journal.Dispose();
            }

            if (problems.Count > 0)
                throw new SessionStoreException(SessionStoreFault.Invalid, $"Session '{Name}' was closed and flushed, but for {problems.Count} of its values. {string.Join(' ', problems)}");
        }
    }

    /// <summary>The values that were written or removed after an entry, or are dirty.</summary>
    private HashSet<string> Newer(long after)
    {
        HashSet<string> names = [.. _values.DirtyNames];
        // A file that was made up may count on entries that there are not.
        foreach (var entry in _store.Read(Name, Math.Clamp(after, 0, LastSequence), new JournalFilter { Kinds = [ValueEntry.Kind] }))
            names.Add(ValueEntry.Parse(entry, _ => null, Name, Location).Name);
        return names;
    }

    private KeptValue Find(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _values.Find(name)
            ?? throw new SessionStoreException(SessionStoreFault.NotFound, $"Session '{Name}' has no value '{name}'. {(_values.Names.Count == 0 ? "It has none." : $"It has {string.Join(", ", _values.Names.Take(20))}.")}");
    }

    private IReadOnlyList<JournalDraft> Checked(IReadOnlyList<JournalDraft> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return entries.FirstOrDefault(entry => entry.Kind is ValueEntry.Kind or ValueIndex.Kind) is not { Kind: var kind }
            ? entries
            : throw new SessionStoreException(SessionStoreFault.Invalid, $"The kind '{kind}' is kept for session values. Assign the value to the session, or use another kind.");
    }

    private FlushReceipt Write(List<PendingValue> changes, Stopwatch watch, IReadOnlyList<JournalDraft>? behind = null, DateTimeOffset? time = null)
    {
        if (changes.Count == 0 && behind is not { Count: > 0 })
            return new FlushReceipt(0, 0, 0, watch.Elapsed, _journal.LastSequence);
        var receipt = _journal.Append([.. changes.SelectMany(change => change.Entries), .. behind ?? []], time);
        _values.Flushed(changes);
        return receipt with { Values = changes.Count, Elapsed = watch.Elapsed };
    }

    private string Recover(List<PendingValue> changes)
    {
        try
        {
            return $"They are in {RecoveryWriter.Write(new RecoveryHeader(Location, Name, _time.GetUtcNow(), LastSequence), changes)}. The next start offers them.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"They could not be written to a recovery file either: {e.Message}";
        }
    }
}
