namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>The items of a long list, in chunks, so that a change in the middle moves and writes one chunk and not all that follows.</summary>
internal sealed class ChunkedItems<T>
{
    private readonly List<Chunk<T>> _chunks = [];
    private readonly List<int> _starts = [];
    private bool _isTouched;

    public int Count { get; private set; }

    /// <summary>Counts changes, so that an enumeration can tell that it is out of date.</summary>
    public int Version { get; private set; }

    public T this[int index]
    {
        get
        {
            var (chunk, offset) = Locate(index);
            return _chunks[chunk][offset];
        }
        set
        {
            var (chunk, offset) = Locate(index);
            _chunks[chunk][offset] = value;
            Touch();
        }
    }

    public void Insert(int index, T item)
    {
        var (chunk, offset) = index < Count ? Locate(index) : LocateEnd();
        if (_chunks[chunk].IsFull)
        {
            _chunks.Insert(chunk + 1, _chunks[chunk].Split());
            if (offset > _chunks[chunk].Count)
                (chunk, offset) = (chunk + 1, offset - _chunks[chunk].Count);
            Move(chunk > 0 ? chunk - 1 : 0);
        }

        _chunks[chunk].Insert(offset, item);
        Count++;
        Move(chunk);
        Touch();
    }

    public void RemoveRange(int index, int count)
    {
        while (count > 0)
        {
            var (chunk, offset) = Locate(index);
            var here = Math.Min(count, _chunks[chunk].Count - offset);
            _chunks[chunk].Remove(offset, here);
            // An empty chunk stays until it is written that its items are gone.
            if (_chunks[chunk] is { Count: 0, Stored: 0 })
                _chunks.RemoveAt(chunk);
            Move(chunk > 0 ? chunk - 1 : 0);
            Count -= here;
            count -= here;
        }

        Touch();
    }

    public void Clear()
    {
        foreach (var chunk in _chunks)
            chunk.Remove(0, chunk.Count);
        _chunks.RemoveAll(chunk => chunk.Stored == 0);
        Count = 0;
        Move(-1);
        Touch();
    }

    public IEnumerable<T> All()
    {
        var version = Version;
        foreach (var chunk in _chunks)
        {
            for (var index = 0; index < chunk.Count; index++)
            {
                yield return chunk[index];
                if (version != Version)
                    throw new InvalidOperationException("The list was changed while it was enumerated.");
            }
        }
    }

    public bool HasChanged()
    {
        if (_isTouched || ElementLook<T>.IsNeedless)
            return _isTouched;
        // Elements whose own code runs may not expect it to run on several threads.
        if (_chunks.Exists(chunk => chunk.IsText))
            return _chunks.Exists(chunk => chunk.HasChanged());
        var changed = false;
        Parallel.ForEach(_chunks, (chunk, loop) =>
        {
            if (chunk.HasChanged())
            {
                Volatile.Write(ref changed, true);
                loop.Stop();
            }
        });
        return changed;
    }

    public void Write(PartWriter writer, bool whole)
    {
        if (whole)
        {
            foreach (var chunk in _chunks)
                chunk.Remember();
            writer.Splice(0, 0, All(), 0);
            return;
        }

        var start = 0;
        foreach (var chunk in _chunks)
        {
            chunk.WriteChange(writer, start);
            start += chunk.Count;
        }
    }

    public void Accept()
    {
        _chunks.RemoveAll(chunk => chunk.Count == 0);
        foreach (var chunk in _chunks)
            chunk.Accept();
        Move(-1);
        _isTouched = false;
    }

    public void Settle()
    {
        foreach (var chunk in _chunks)
            chunk.Remember();
        Accept();
    }

    private (int Chunk, int Offset) Locate(int index)
    {
        for (var next = _starts.Count; next < _chunks.Count; next++)
            _starts.Add(next == 0 ? 0 : _starts[next - 1] + _chunks[next - 1].Count);
        // The last that begins at or before the index; of several that begin at the same place all but the last are empty.
        var (low, high) = (0, _starts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _starts[middle] <= index ? (middle, high) : (low, middle - 1);
        }

        return (low, index - _starts[low]);
    }

    private (int Chunk, int Offset) LocateEnd()
    {
        if (_chunks.Count == 0 || _chunks[^1].IsFull)
            _chunks.Add(new Chunk<T>());
        return (_chunks.Count - 1, _chunks[^1].Count);
    }

    /// <summary>What follows a chunk begins elsewhere.</summary>
    private void Move(int chunk)
    {
        if (_starts.Count > chunk + 1)
            _starts.RemoveRange(chunk + 1, _starts.Count - chunk - 1);
    }

    private void Touch()
    {
        _isTouched = true;
        Version++;
    }
}
