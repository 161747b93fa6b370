using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AgentNotebook.Sessions.Values.Collections;
using AgentNotebook.Sessions.Values.Inspection;
using AgentNotebook.Sessions.Values.Json;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions;

/// <summary>
/// A dictionary of which a flush writes only the keys that changed, for very large ones:
/// <c>session["seen"] = new PersistentDictionary&lt;string, int&gt;()</c>.
/// </summary>
/// <remarks>
/// Values may be changed in place. Values that cannot change (numbers, strings, sealed records of such) are not even looked at. It is a
/// session value by itself: it cannot be inside another one, and it can be one value only. It is no more safe for several threads than
/// <see cref="Dictionary{TKey, TValue}"/>. Keys are compared with the default comparer.
/// </remarks>
/// <typeparam name="TKey">A string, an integer, an enum, a <see cref="Guid"/>, a date or a time.</typeparam>
/// <typeparam name="TValue">Whatever a session value may be.</typeparam>
public sealed class PersistentDictionary<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>, IPersistentCollection
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _items = [];
    private readonly HashSet<TKey> _set = [];
    private readonly HashSet<TKey> _removed = [];
    private readonly Dictionary<TKey, ElementLook<TValue>> _seen = [];
    private List<(TKey Key, ElementLook<TValue> Look)> _written = [];

    /// <summary>Makes an empty dictionary.</summary>
    public PersistentDictionary()
    {
    }

    /// <summary>Makes a dictionary of what is in another collection.</summary>
    public PersistentDictionary(IEnumerable<KeyValuePair<TKey, TValue>> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var (key, value) in items)
            Add(key, value);
    }

    /// <inheritdoc cref="ICollection{T}.Count"/>
    public int Count => _items.Count;

    /// <summary>Always false.</summary>
    public bool IsReadOnly => false;

    /// <summary>The keys.</summary>
    public ICollection<TKey> Keys => _items.Keys;

    /// <summary>The values.</summary>
    public ICollection<TValue> Values => _items.Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => _items.Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => _items.Values;

    string IPersistentCollection.Shape => CollectionShape.Dictionary;

    KeptValue? IPersistentCollection.Keeper { get; set; }

    /// <summary>The value of a key.</summary>
    /// <exception cref="KeyNotFoundException">Getting: there is none.</exception>
    public TValue this[TKey key]
    {
        get => _items[key];
        set
        {
            _items[key] = value;
            _set.Add(key);
            _removed.Remove(key);
        }
    }

    /// <inheritdoc/>
    public void Add(TKey key, TValue value)
    {
        _items.Add(key, value);
        _set.Add(key);
        _removed.Remove(key);
    }

    /// <inheritdoc/>
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    public bool Remove(TKey key)
    {
        if (!_items.Remove(key))
            return false;
        _set.Remove(key);
        _seen.Remove(key);
        _removed.Add(key);
        return true;
    }

    /// <inheritdoc/>
    public bool Remove(KeyValuePair<TKey, TValue> item) => Contains(item) && Remove(item.Key);

    /// <inheritdoc/>
    public void Clear()
    {
        foreach (var key in _items.Keys.ToList())
            Remove(key);
    }

    /// <inheritdoc cref="IDictionary{TKey, TValue}.ContainsKey"/>
    public bool ContainsKey(TKey key) => _items.ContainsKey(key);

    /// <inheritdoc/>
    public bool Contains(KeyValuePair<TKey, TValue> item) => ((ICollection<KeyValuePair<TKey, TValue>>)_items).Contains(item);

    /// <inheritdoc cref="IDictionary{TKey, TValue}.TryGetValue"/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _items.TryGetValue(key, out value);

    /// <inheritdoc/>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => ((ICollection<KeyValuePair<TKey, TValue>>)_items).CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string? IPersistentCollection.WhyNotKept() => typeof(TKey) == typeof(string) || PlainTypes.IsPlain(typeof(TKey)) && typeof(TKey) != typeof(bool) && !PlainTypes.IsFraction(typeof(TKey))
        ? null
        : $"the keys of a PersistentDictionary are strings, integers, enums, Guids, dates or times, and not {typeof(TKey)}.";

    bool IPersistentCollection.HasChanged() => _set.Count > 0 || _removed.Count > 0 || Altered().Any();

    void IPersistentCollection.Write(PartWriter writer, bool whole)
    {
        List<TKey> changed = whole ? [.. _items.Keys] : [.. _set, .. Altered()];
        // Before the values are written: a change in between must not pass for written.
        _written = ElementLook<TValue>.IsNeedless ? [] : changed.ConvertAll(key => (key, ElementLook<TValue>.At([_items[key]], 1)));
        if (!whole)
        {
            foreach (var key in _removed)
                writer.Removed(key);
        }

        foreach (var key in changed)
            writer.Set(key, _items[key]);
    }

    void IPersistentCollection.Accept()
    {
        foreach (var (key, look) in _written)
            _seen[key] = look;
        _set.Clear();
        _removed.Clear();
    }

    void IPersistentCollection.Settle()
    {
        if (!ElementLook<TValue>.IsNeedless)
            _written = [.. _items.Select(item => (item.Key, ElementLook<TValue>.At([item.Value], 1)))];
        ((IPersistentCollection)this).Accept();
    }

    void IPersistentCollection.Fill(JsonElement whole)
    {
        foreach (var (key, value) in whole.Deserialize<Dictionary<TKey, TValue>>(ValueJson.Options) ?? [])
            _items[key] = value;
    }

    void IPersistentCollection.Apply(JsonElement part)
    {
        if (part.TryGetProperty("removed", out var removed))
        {
            foreach (var key in removed.EnumerateArray())
                _items.Remove(Key(key));
        }

        if (!part.TryGetProperty("set", out var set))
            return;
        foreach (var item in set.EnumerateArray())
            _items[Key(item.GetProperty("key"))] = item.GetProperty("value").Deserialize<TValue>(ValueJson.Options)!;
    }

    // As text, where the keys' own type is not known: what a plain dictionary's entry would be named.
    private static TKey Key(JsonElement key) => typeof(TKey) == typeof(string) && key.ValueKind != JsonValueKind.String
        ? (TKey)(object)key.GetRawText()
        : key.Deserialize<TKey>(ValueJson.Options) ?? throw new JsonException("A key is null.");

    private IEnumerable<TKey> Altered() => _seen.Where(seen => !_set.Contains(seen.Key) && !seen.Value.Matches([_items[seen.Key]])).Select(seen => seen.Key);
}
