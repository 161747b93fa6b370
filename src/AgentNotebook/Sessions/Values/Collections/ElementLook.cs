using AgentNotebook.Sessions.Values.Fingerprints;
using AgentNotebook.Sessions.Values.Fingerprints.Plans;
using AgentNotebook.Sessions.Values.Inspection;
using AgentNotebook.Sessions.Values.Json;

namespace AgentNotebook.Sessions.Values.Collections;

/// <summary>How some elements of a collection looked when they were last written; kept where elements can be changed in place.</summary>
internal sealed class ElementLook<T>
{
    private readonly Fingerprint? _fingerprint;
    private readonly UInt128 _hash;
    private readonly int _count;

    private ElementLook(T[] items, int count)
    {
        _count = count;
        _fingerprint = Fingerprint.Of(items, count);
        if (_fingerprint is null)
            _hash = ValueJson.Hash(items.AsSpan(0, count));
    }

    /// <summary>Whether an element can only be changed by putting another in its place, so that nobody has to look at it.</summary>
    public static bool IsNeedless { get; } = MemoryPlan<T>.Instance.IsRaw || MemoryPlan<T>.Instance.IsFrozen && typeof(T).IsSealed || PlainTypes.IsFixed(typeof(T));

    /// <summary>Whether the elements are compared as text, for which their own code may run.</summary>
    public bool IsText => _fingerprint is null;

    /// <summary>Takes a look at the first elements of an array.</summary>
    public static ElementLook<T> At(T[] items, int count) => new(items, count);

    /// <summary>Whether as many first elements of an array as were looked at look the same.</summary>
    public bool Matches(T[] items) => _fingerprint?.Matches(items, _count) ?? _hash == ValueJson.Hash(items.AsSpan(0, _count));
}
