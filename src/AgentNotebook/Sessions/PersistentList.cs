using System.Collections;
using System.Text.Json;
using AgentNotebook.Sessions.Values.Collections;
using AgentNotebook.Sessions.Values.Json;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions;

/// <summary>
/// A list of which a flush writes only what changed, for very long ones: <c>session["log"] = new PersistentList&lt;double&gt;()</c>, and
/// <c>session.Get&lt;PersistentList&lt;double&gt;&gt;("log")</c> afterwards.
/// </summary>
/// <remarks>
/// Elements may be changed in place, as in any value; a chunk of at most 1,024 with a changed element is written anew. Elements that
/// cannot change (numbers, strings, sealed records of such) are not even looked at. It is a value by itself: it cannot be inside
/// another one, and it can be one value only. As long as a list, it is no more safe for several threads than <see cref="List{T}"/>.
/// </remarks>
/// <typeparam name="T">What it holds; whatever a session value may be.</typeparam>
public sealed class PersistentList<T> : IList<T>, IReadOnlyList<T>, IPersistentCollection
{
    private readonly ChunkedItems<T> _items = new();

    /// <summary>Makes an empty list.</summary>
    public PersistentList()
    {
    }

    /// <summary>Makes a list of what is in another collection.</summary>
    public PersistentList(IEnumerable<T> items) => AddRange(items);

    /// <inheritdoc cref="ICollection{T}.Count"/>
    public int Count => _items.Count;

    /// <summary>Always false.</summary>
    public bool IsReadOnly => false;

    string IPersistentCollection.Shape => CollectionShape.List;

    KeptValue? IPersistentCollection.Keeper { get; set; }

    /// <summary>An element.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public T this[int index]
    {
        get
        {
            Check(index, Count - 1);
            return _items[index];
        }
        set
        {
            Check(index, Count - 1);
            _items[index] = value;
        }
    }

    /// <inheritdoc/>
    public void Add(T item) => _items.Insert(Count, item);

    /// <summary>Adds elements at the end.</summary>
    public void AddRange(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items)
            Add(item);
    }

    /// <inheritdoc/>
    public void Insert(int index, T item)
    {
        Check(index, Count);
        _items.Insert(index, item);
    }

    /// <inheritdoc/>
    public void RemoveAt(int index) => RemoveRange(index, 1);

    /// <summary>Removes neighbouring elements.</summary>
    /// <param name="index">The first of them.</param>
    /// <param name="count">How many.</param>
    public void RemoveRange(int index, int count)
    {
        Check(index, Count);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - index);
        _items.RemoveRange(index, count);
    }

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        var index = IndexOf(item);
        if (index >= 0)
            RemoveAt(index);
        return index >= 0;
    }

    /// <inheritdoc/>
    public void Clear() => _items.Clear();

    /// <inheritdoc/>
    public bool Contains(T item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public int IndexOf(T item)
    {
        var index = 0;
        foreach (var other in this)
        {
            if (EqualityComparer<T>.Default.Equals(item, other))
                return index;
            index++;
        }

        return -1;
    }

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        foreach (var item in this)
            array[arrayIndex++] = item;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.All().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool IPersistentCollection.HasChanged() => _items.HasChanged();

    string? IPersistentCollection.WhyNotKept() => null;

    void IPersistentCollection.Write(PartWriter writer, bool whole) => _items.Write(writer, whole);

    void IPersistentCollection.Accept() => _items.Accept();

    void IPersistentCollection.Settle() => _items.Settle();

    void IPersistentCollection.Fill(JsonElement whole) => AddRange(whole.Deserialize<T[]>(ValueJson.Options) ?? []);

    void IPersistentCollection.Apply(JsonElement part)
    {
        if (!part.TryGetProperty("splices", out var splices))
            return;
        foreach (var splice in splices.EnumerateArray())
        {
            var (at, remove) = (splice.GetProperty("at").GetInt32(), splice.GetProperty("remove").GetInt32());
            if (at < 0 || at > Count || remove < 0 || remove > Count - at)
                throw new JsonException($"It replaces {remove} elements at {at} in a list that has {Count}.");
            _items.RemoveRange(at, remove);
            foreach (var item in splice.GetProperty("items").Deserialize<T[]>(ValueJson.Options) ?? [])
                _items.Insert(at++, item);
        }
    }

    private static void Check(int index, int last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, last);
    }
}
