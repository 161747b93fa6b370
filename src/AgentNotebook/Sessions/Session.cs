using System.Diagnostics;
using AgentNotebook.Sessions.Values;

namespace AgentNotebook.Sessions;

/// <summary>
/// What is kept under a name from one start of the notebook to the next: values, and the journal of what happened.
/// </summary>
/// <remarks>
/// A value stays the very object that was assigned. Whether it is dirty is found by looking, when asked, so a change made inside it
/// needs no call. Looking writes every live value as JSON in memory: its cost is that of the values' size.
/// All members may be called from several threads; a value itself must not be changed while it is being written.
/// </remarks>
public sealed class Session : IDisposable
{
    private readonly ISessionStore _store;
    private readonly ISessionJournal _journal;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, KeptValue> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _removed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stored = new(StringComparer.Ordinal);
    private bool _disposed;

    private Session(ISessionStore store, ISessionJournal journal, TimeProvider time)
    {
        _store = store;
        _journal = journal;
        _time = time;
    }

    /// <summary>The session's name.</summary>
    public string Name => _journal.Session;

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
                return _removed.Count > 0 || Describe().Any(value => value.IsDirty);
        }
    }

    /// <summary>The values, sorted by name, with what a flush would do to each.</summary>
    public IReadOnlyList<SessionValue> Values
    {
        get
        {
            lock (_gate)
                return Describe();
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
                ValueJson.Serialize(name, value);
                _values[name] = KeptValue.Assigned(name, value, _values.GetValueOrDefault(name), _time.GetUtcNow());
                _removed.Remove(name);
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
        var journal = store.Open(name);
        try
        {
            var session = new Session(store, journal, time ?? TimeProvider.System);
            session.ReadValues();
            return session;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A value as <typeparamref name="T"/>. When the object kept is of another type, it is converted by way of JSON and what it became is
    /// kept from then on: changes made through the former object are no longer seen.
    /// </summary>
    /// <exception cref="SessionStoreException">There is none of that name, or it cannot be read as <typeparamref name="T"/>.</exception>
    public T? Get<T>(string name)
    {
        lock (_gate)
            return Find(name).Get<T>();
    }

    /// <summary>Whether there is a value of that name.</summary>
    public bool Contains(string name)
    {
        lock (_gate)
            return _values.ContainsKey(name);
    }

    /// <summary>Removes a value; the next flush records it. False when there is none of that name.</summary>
    public bool Remove(string name)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_values.Remove(name))
                return false;
            if (_stored.Contains(name))
                _removed.Add(name);
            return true;
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
            return Write(Changes((_, problem) => throw problem), watch);
        }
    }

    /// <summary>Appends entries at once; they are on the disk when it returns. Values are not flushed by it.</summary>
    /// <exception cref="SessionStoreException">They are not on the disk, or one of them is of the kind <c>value</c>, which is the session's own.</exception>
    public FlushReceipt Append(IReadOnlyList<JournalDraft> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (entries.Any(entry => entry.Kind == ValueEntry.Kind))
                throw new SessionStoreException(SessionStoreFault.Invalid, $"The kind '{ValueEntry.Kind}' is kept for session values. Assign the value to the session, or use another kind.");
            return _journal.Append(entries);
        }
    }

    /// <summary>The journal's entries in order, those of values among them.</summary>
    /// <param name="after">Only entries with a higher sequence number.</param>
    public IEnumerable<JournalEntry> Entries(long after = 0) => _store.Read(Name, after);

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
            var changes = Changes((_, problem) => problems.Add(problem.Message));
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

    private void ReadValues()
    {
        foreach (var entry in _store.Read(Name).Where(entry => entry.Kind == ValueEntry.Kind))
        {
            var (name, json) = ValueEntry.Parse(entry, Name, Location);
            if (json is null)
            {
                _values.Remove(name);
                _stored.Remove(name);
            }
            else
            {
                _values[name] = KeptValue.Read(name, json);
                _stored.Add(name);
            }
        }
    }

    private KeptValue Find(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _values.TryGetValue(name, out var value)
            ? value
            : throw new SessionStoreException(SessionStoreFault.NotFound, $"Session '{Name}' has no value '{name}'. {(_values.Count == 0 ? "It has none." : $"It has {string.Join(", ", _values.Keys.Take(20))}.")}");
    }

    private List<SessionValue> Describe()
    {
        var now = _time.GetUtcNow();
        return [.. _values.Values.Select(value => value.Describe(now))];
    }

    private List<(string Name, byte[]? Json)> Changes(Action<string, SessionStoreException> unkeepable)
    {
        List<(string, byte[]?)> changes = [.. _removed.Select(name => (name, (byte[]?)null))];
        foreach (var (name, value) in _values)
        {
            try
            {
                var json = value.Serialize();
                if (value.IsDirty(json))
                    changes.Add((name, json));
            }
            catch (SessionStoreException e)
            {
                unkeepable(name, e);
            }
        }

        return changes;
    }

    private FlushReceipt Write(List<(string Name, byte[]? Json)> changes, Stopwatch watch)
    {
        if (changes.Count == 0)
            return new FlushReceipt(0, 0, 0, watch.Elapsed, _journal.LastSequence);
        var receipt = _journal.Append(changes.ConvertAll(change => ValueEntry.Draft(change.Name, change.Json)));
        foreach (var (name, json) in changes)
        {
            if (json is null)
            {
                _stored.Remove(name);
                continue;
            }

            _stored.Add(name);
            _values[name].Flushed(json);
        }

        _removed.Clear();
        return receipt with { Values = changes.Count, Elapsed = watch.Elapsed };
    }

    private string Recover(List<(string Name, byte[]? Json)> changes)
    {
        try
        {
            return $"They are in {RecoveryFile.Write(Location, Name, changes, _time.GetUtcNow())}.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"They could not be written to a recovery file either: {e.Message}";
        }
    }
}
