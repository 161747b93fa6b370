namespace AgentNotebook.Sessions.Values;

/// <summary>A session's journal that writes a <see cref="ValueIndex"/> now and then, and begins with the last one when it is opened.</summary>
internal sealed class IndexedJournal : ISessionJournal
{
    /// <summary>Entries from one index to the next, so that an opening reads about as many at most.</summary>
    public const int DefaultInterval = 4096;

    /// <summary>An index is worth an append of its own at the end of a session when this part of the interval has been added.</summary>
    private const int PartWorthAnIndex = 16;

    /// <summary>Entries that are so close are read in one go, with what lies between them.</summary>
    private const int Near = 64;

    private readonly ISessionStore _store;
    private readonly ISessionJournal _journal;
    private readonly int _interval;
    private ValueIndex _index = new();
    private long _indexedAt;
    private bool _isRead;

    /// <param name="store">The store.</param>
    /// <param name="session">The session's name.</param>
    /// <param name="interval">Entries from one index to the next, at least 1.</param>
    public IndexedJournal(ISessionStore store, string session, int interval = DefaultInterval)
    {
        _store = store;
        _interval = interval;
        _journal = store.Open(session);
    }

    public string Session => _journal.Session;

    public long LastSequence => _journal.LastSequence;

    /// <summary>The entries that the session's values are made of, in order. To be read to the end before anything is appended.</summary>
    public IEnumerable<JournalEntry> ReadValues()
    {
        var filter = new JournalFilter { Kinds = [ValueEntry.Kind] };
        if (_store.Last(Session, ValueIndex.Kind) is { } entry && ValueIndex.Parse(entry) is { } found)
        {
            (_index, _indexedAt) = (found, found.At);
            foreach (var value in ReadNamed(found, filter))
                yield return value;
        }

        foreach (var value in _store.Read(Session, _indexedAt, filter))
        {
            // Whoever reads it says what is wrong with one that is no value, so it goes first.
            yield return value;
            _index.Add(value.Sequence, value.Payload);
        }

        _isRead = true;
    }

    public FlushReceipt Append(IReadOnlyList<JournalDraft> entries, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        // Before the new entries, because an index knows only what lies before it; and in one append with them, because that costs no more.
        var index = entries.Count > 0 && IsDue(_interval) ? _index.Draft(LastSequence + 1) : null;
        var receipt = _journal.Append(index is null ? entries : [index, .. entries], time);
        var sequence = LastSequence - entries.Count;
        if (index is not null)
            _indexedAt = sequence;
        foreach (var entry in entries)
        {
            sequence++;
            if (entry.Kind == ValueEntry.Kind)
                _index.Add(sequence, entry.Payload);
        }

        return receipt;
    }

    public void Dispose()
    {
        try
        {
            if (IsDue(_interval / PartWorthAnIndex) && _index.Draft(LastSequence + 1) is { } index)
                _journal.Append([index]);
        }
        catch (Exception e) when (e is SessionStoreException or ObjectDisposedException)
        {
            // The next opening reads more than it had to; nothing is lost.
        }
        finally
        {
            _journal.Dispose();
        }
    }

    private IEnumerable<JournalEntry> ReadNamed(ValueIndex index, JournalFilter filter)
    {
        IEnumerator<JournalEntry>? values = null;
        var last = 0L;
        try
        {
            foreach (var sequence in index.Entries.ToList())
            {
                if (values is null || sequence - last > Near)
                {
                    values?.Dispose();
                    values = _store.Read(Session, sequence - 1, filter).GetEnumerator();
                }

                while (values.MoveNext() && values.Current.Sequence < sequence)
                {
                }

                if (values.Current?.Sequence != sequence)
                    throw new SessionStoreException(SessionStoreFault.Damaged, $"Entry {sequence} of session '{Session}' in {_store.Location} is no session value, but entry {index.At} says that it is one. Verify the store to see all that is wrong, and restore a copy.");
                last = sequence;
                yield return values.Current;
            }
        }
        finally
        {
            values?.Dispose();
        }
    }

    private bool IsDue(int entries) => _isRead && LastSequence - _indexedAt >= Math.Max(entries, 1);
}
