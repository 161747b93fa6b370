using AgentNotebook.Sessions.Values.Fingerprints.Plans;

namespace AgentNotebook.Sessions.Values.Fingerprints;

/// <summary>
/// What a value looked like in memory at one moment: a hash of all numbers in it, and every reference in the order in which a walk
/// meets them. As long as it matches, the serializer would write the same text; when it does not, only the text can tell.
/// </summary>
/// <remarks>
/// References are compared and not followed where what they lead to cannot change: a string of any length is looked at in no time.
/// Everything the serializer would see is walked; a type of which that is not certain has no fingerprint (<see cref="MemoryPlans"/>).
/// The walk order and the hash (XXH3, 128 bits, https://github.com/Cyan4973/xxHash) never leave the process.
/// </remarks>
internal sealed class Fingerprint(UInt128 bits, object?[] references, Fingerprint[] parts)
{
    public UInt128 Bits => bits;

    public object?[] References => references;

    /// <summary>Those of long collections' stretches, in the order in which the walk meets them.</summary>
    public Fingerprint[] Parts => parts;

    /// <summary>Takes the fingerprint of a value; null when it can have none.</summary>
    public static Fingerprint? Of(object? value) => Take(walk => MemoryPlans.ForRuntime(value, walk));

    /// <summary>Takes the fingerprint of the first items of an array.</summary>
    public static Fingerprint? Of<T>(T[] items, int count) => Take(walk => walk.Items(items, count, MemoryPlan<T>.Instance));

    public bool Matches(object? value) => Compare(walk => MemoryPlans.ForRuntime(value, walk));

    public bool Matches<T>(T[] items, int count) => Compare(walk => walk.Items(items, count, MemoryPlan<T>.Instance));

    private static Fingerprint? Take(Action<MemoryWalk> look)
    {
        var walk = new MemoryWalk(null);
        return Walked(look, walk) ? walk.Taken() : null;
    }

    private bool Compare(Action<MemoryWalk> look)
    {
        var walk = new MemoryWalk(this);
        return Walked(look, walk) && walk.IsSame();
    }

    private static bool Walked(Action<MemoryWalk> look, MemoryWalk walk)
    {
        try
        {
            look(walk);
            return !walk.Ended;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or AggregateException)
        {
            // Somebody changes a collection while it is walked. The serializer will say so, if it still is when that looks.
            return false;
        }
    }
}
