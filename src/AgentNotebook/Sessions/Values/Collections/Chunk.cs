namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>Some neighbouring items of a list, and which of them are as they were last written.</summary>
internal sealed class Chunk<T>
{
    /// <summary>Items of a chunk at most: what is written at most because an element was changed in place, and moved because one was inserted.</summary>
    public const int Capacity = 1024;

    private T[] _items = [];
    private int _prefix;
    private int _suffix;
    private ElementLook<T>? _seen;
    private ElementLook<T>? _written;

    public int Count { get; private set; }

    /// <summary>How many items of it are on the disk.</summary>
    public int Stored { get; private set; }

    public bool IsFull => Count == Capacity;

    /// <summary>Whether a look at it runs code of its elements.</summary>
    public bool IsText => _seen is { IsText: true };

    private bool IsTouched { get; set; } = true;

    public T this[int index]
    {
        get => _items[index];
        set
        {
            Touch(index, 1);
            _items[index] = value;
        }
    }

    public void Insert(int index, T item)
    {
        Touch(index, 0);
        if (Count == _items.Length)
            Array.Resize(ref _items, Math.Min(Math.Max(4, Count * 2), Capacity));
        Array.Copy(_items, index, _items, index + 1, Count - index);
        _items[index] = item;
        Count++;
    }

    public void Remove(int index, int count)
    {
        Touch(index, count);
        Array.Copy(_items, index + count, _items, index, Count - index - count);
        Count -= count;
        Array.Clear(_items, Count, count);
    }

    /// <summary>Takes the second half out, as a chunk of its own.</summary>
    public Chunk<T> Split()
    {
        var half = Count / 2;
        var other = new Chunk<T> { _items = new T[Capacity], Count = Count - half };
        Array.Copy(_items, half, other._items, 0, other.Count);
        Remove(half, other.Count);
        return other;
    }

    /// <summary>Whether it differs from what was last accepted.</summary>
    public bool HasChanged() => IsTouched || !ElementLook<T>.IsNeedless && !_seen!.Matches(_items);

    /// <summary>Writes what differs from what was last accepted, or everything when nothing of it is on the disk.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="start">Index of its first item in the list.</param>
    public void WriteChange(PartWriter writer, int start)
    {
        if (!HasChanged())
        {
            _written = _seen;
            return;
        }

        var (prefix, suffix) = Untouched();
        Remember();
        if (Stored > prefix + suffix || Count > prefix + suffix)
            writer.Splice(start + prefix, Stored - prefix - suffix, new ArraySegment<T>(_items, prefix, Count - prefix - suffix), start + prefix);
    }

    /// <summary>Takes the look that is to be compared with from now on. Before the items are written: a change in between must not pass for written.</summary>
    public void Remember() => _written = ElementLook<T>.IsNeedless ? null : ElementLook<T>.At(_items, Count);

    /// <summary>What it is, or was when it was written, is on the disk.</summary>
    public void Accept()
    {
        _seen = _written;
        Stored = Count;
        IsTouched = false;
    }

    private void Touch(int index, int removed)
    {
        var after = Count - index - removed;
        (_prefix, _suffix) = IsTouched ? (Math.Min(_prefix, index), Math.Min(_suffix, after)) : (index, after);
        IsTouched = true;
    }

    // Elements changed in place lie anywhere. What was looked at is the front, so only what was appended can be told apart from it.
    private (int Prefix, int Suffix) Untouched() =>
        ElementLook<T>.IsNeedless ? (_prefix, _suffix)
        : IsTouched && _prefix == Stored && Stored > 0 && _seen!.Matches(_items) ? (Stored, 0)
        : (0, 0);
}
