using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AgentNotebook.Sessions.Values.Fingerprints.Plans;
using AgentNotebook.Sessions.Values.Json;

namespace AgentNotebook.Sessions.Values.Fingerprints;

/// <summary>One look at a value: takes its fingerprint, or compares it with one taken before and ends at the first difference.</summary>
internal sealed class MemoryWalk(Fingerprint? expected)
{
    /// <summary>References that a fingerprint remembers at most; a value with more is compared as text. Above it stands only what leads back to itself.</summary>
    private const int MaximumReferences = 1 << 24;

    /// <summary>Bytes hashed by one processor at a time.</summary>
    private const int Stretch = 1 << 20;

    /// <summary>Items with a walk of their own, so that several processors walk a long collection.</summary>
    private const int ItemsInPart = 1 << 13;

    // Another one in each process, so that nobody can prepare two values that look the same.
    private static readonly long Seed = BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    private readonly XxHash128 _hash = new(Seed);
    private readonly byte[] _buffer = new byte[1024];
    private readonly List<object?> _met = [];
    private readonly List<Fingerprint> _parts = [];
    private int _filled;
    private int _references;
    private int _part;
    private int _depth;

    /// <summary>Whether there is no sense in walking on: a difference, or a part that can have no fingerprint.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether a fingerprint is being taken, and not compared.</summary>
    public bool IsTaking => expected is null;

    public void End() => Ended = true;

    /// <summary>Notes a reference. False when the walk has ended.</summary>
    public bool Meet(object? reference)
    {
        if (expected is null)
        {
            if (_met.Count >= MaximumReferences)
                Ended = true;
            else
                _met.Add(reference);
        }
        else if (_references < expected.References.Length && ReferenceEquals(expected.References[_references], reference))
        {
            _references++;
        }
        else
        {
            Ended = true;
        }

        return !Ended;
    }

    /// <summary>Goes one object deeper. False when the walk has ended.</summary>
    public bool Enter()
    {
        if (++_depth > ValueJson.MaxDepth)
            Ended = true;
        return !Ended;
    }

    public void Leave() => _depth--;

    /// <summary>Hashes a value that holds no reference and no padding.</summary>
    public void Number<T>(T value)
    {
        var size = Unsafe.SizeOf<T>();
        if (_filled + size > _buffer.Length)
            Spill();
        Unsafe.WriteUnaligned(ref _buffer[_filled], value);
        _filled += size;
    }

    /// <summary>Walks the first items of an array or a <see cref="List{T}"/>.</summary>
    public void Items<T>(object collection, int count, MemoryPlan<T> plan)
    {
        Number(count);
        if (plan.IsRaw)
            Raw<T>(collection, count);
        else if (count > ItemsInPart)
            InParts(collection, count, plan);
        else
            Stretched(Span<T>(collection, count), plan);
    }

    public Fingerprint Taken()
    {
        Spill();
        return new Fingerprint(_hash.GetCurrentHashAsUInt128(), [.. _met], [.. _parts]);
    }

    public bool IsSame()
    {
        Spill();
        return !Ended && _references == expected!.References.Length && _part == expected.Parts.Length && _hash.GetCurrentHashAsUInt128() == expected.Bits;
    }

    private static ReadOnlySpan<T> Span<T>(object collection, int count) =>
        (collection is T[] array ? array : CollectionsMarshal.AsSpan((List<T>)collection))[..count];

    private void Stretched<T>(ReadOnlySpan<T> items, MemoryPlan<T> plan)
    {
        if (expected is not null && plan.IsFrozen)
        {
            if (_references + items.Length > expected.References.Length)
            {
                Ended = true;
                return;
            }

            var references = expected.References.AsSpan(_references, items.Length);
            for (var index = 0; index < items.Length && !Ended; index++)
                Ended = !ReferenceEquals(references[index], items[index]);
            _references += items.Length;
            return;
        }

        foreach (var item in items)
        {
            plan.Walk(item, this);
            if (Ended)
                return;
        }
    }

    private void Raw<T>(object collection, int count)
    {
        var items = Math.Max(Stretch / Unsafe.SizeOf<T>(), 1);
        if (count <= items)
        {
            Spill();
            _hash.Append(Bytes(Span<T>(collection, count)));
            return;
        }

        var hashes = new UInt128[(count + items - 1) / items];
        Parallel.For(0, hashes.Length, index =>
        {
            var start = index * items;
            hashes[index] = XxHash128.HashToUInt128(Bytes(Span<T>(collection, count).Slice(start, Math.Min(items, count - start))), Seed);
        });
        foreach (var hash in hashes)
            Number(hash);
    }

    private void InParts<T>(object collection, int count, MemoryPlan<T> plan)
    {
        var first = _part;
        var found = new Fingerprint?[(count + ItemsInPart - 1) / ItemsInPart];
        if (expected is not null && first + found.Length > expected.Parts.Length)
        {
            Ended = true;
            return;
        }

        Parallel.For(0, found.Length, (index, loop) =>
        {
            var walk = new MemoryWalk(expected?.Parts[first + index]) { _depth = _depth };
            var start = index * ItemsInPart;
            walk.Stretched(Span<T>(collection, count).Slice(start, Math.Min(ItemsInPart, count - start)), plan);
            if (walk.Ended || !walk.IsTaking && !walk.IsSame())
            {
                Ended = true;
                loop.Stop();
            }
            else if (walk.IsTaking)
            {
                found[index] = walk.Taken();
            }
        });
        if (Ended)
            return;
        _part += found.Length;
        if (IsTaking)
            _parts.AddRange(found!);
    }

    private static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> items) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), checked(items.Length * Unsafe.SizeOf<T>()));

    private void Spill()
    {
        _hash.Append(_buffer.AsSpan(0, _filled));
        _filled = 0;
    }
}
