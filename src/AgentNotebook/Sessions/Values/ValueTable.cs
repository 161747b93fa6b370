using AgentNotebook.Sessions.Values.Collections;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions.Values;

/// <summary>What a session keeps, by name, and what of it a flush has to write. Not made for several threads: the session sees to that.</summary>
internal sealed class ValueTable(TimeProvider time)
{
    private readonly SortedDictionary<string, KeptValue> _values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DateTimeOffset> _removed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stored = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _values.Keys;

    public bool IsDirty => _removed.Count > 0 || Dirty.Any();

    /// <summary>The names of what was changed or removed since the last flush.</summary>
    public IEnumerable<string> DirtyNames => _removed.Keys.Concat(Dirty);

    private IEnumerable<string> Dirty
    {
        get
        {
            var now = time.GetUtcNow();
            return _values.Values.Where(value => value.Describe(now).IsDirty).Select(value => value.Name);
        }
    }

    public bool Contains(string name) => _values.ContainsKey(name);

    public KeptValue? Find(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="SessionStoreException">The value, or a member of it that the message names, cannot be kept.</exception>
    public void Assign(string name, object? value) => Keep(name, value is IPersistentCollection collection
        ? CollectionValue.Assigned(name, collection, Find(name), time.GetUtcNow())
        : LiveValue.Assigned(name, value, Find(name), time.GetUtcNow()));

    public void Keep(string name, KeptValue value)
    {
        if (Find(name) is { } before && before != value)
            before.Release();
        _values[name] = value;
        _removed.Remove(name);
    }

    public bool Remove(string name)
    {
        if (!_values.Remove(name, out var value))
            return false;
        value.Release();
        if (_stored.Contains(name))
            _removed[name] = time.GetUtcNow();
        return true;
    }

    /// <summary>Takes what an entry of the journal says of a value.</summary>
    public void Read(JournalEntry entry, string session, string location)
    {
        var (name, value) = ValueEntry.Parse(entry, Find, session, location);
        if (value is null)
        {
            _values.Remove(name);
            _stored.Remove(name);
        }
        else
        {
            _values[name] = value;
            _stored.Add(name);
        }
    }

    public List<SessionValue> Describe()
    {
        var now = time.GetUtcNow();
        var removed = _removed.Select(value => new SessionValue(value.Key, 0, true, value.Value) { IsRemoved = true });
        return [.. _values.Values.Select(value => value.Describe(now)).Concat(removed).OrderBy(value => value.Name, StringComparer.Ordinal)];
    }

    /// <summary>What a flush has to write.</summary>
    /// <param name="unkeepable">Called for each value that cannot be kept as it is now.</param>
    public List<PendingValue> Changes(Action<SessionStoreException> unkeepable)
    {
        List<PendingValue> changes = [.. _removed.Keys.Select(name => new PendingValue(name, [ValueEntry.Draft(name, null)], null, () => _stored.Remove(name)))];
        foreach (var value in _values.Values)
        {
            try
            {
                if (value.Pending() is { } pending)
                    changes.Add(pending);
            }
            catch (SessionStoreException e)
            {
                unkeepable(e);
            }
        }

        return changes;
    }

    /// <summary>The changes are on the disk.</summary>
    public void Flushed(List<PendingValue> changes)
    {
        foreach (var change in changes)
        {
            if (change.Content is not null)
                _stored.Add(change.Name);
            change.Flushed();
        }

        _removed.Clear();
    }

    /// <summary>Nobody keeps these values any more.</summary>
    public void Release()
    {
        foreach (var value in _values.Values)
            value.Release();
    }
}
