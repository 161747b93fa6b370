using System.Runtime.CompilerServices;

namespace AgentNotebook.Gpu.Leases;

/// <summary>Names who may hold what did not come back, from what a lease knows.</summary>
internal static class LeaseHolders
{
    /// <summary>The longest name or message of a holder.</summary>
    private const int LongestName = 200;

    /// <summary>The largest first; those whose size nobody said last.</summary>
    // Not inlined: nothing found alive here may live on in the caller's frame.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IReadOnlyList<LeaseHolder> Find(IReadOnlyList<TrackedObject> tracked, ThrownExceptions thrown, IReadOnlyList<LeaseAllocator> allocators, long toleranceBytes)
    {
        var alive = tracked.Select(known => (Known: known, known.Target)).Where(pair => pair.Target is not null).ToList();
        var holders = new List<LeaseHolder>();
        var explained = new Dictionary<object, Exception>(ReferenceEqualityComparer.Instance);
        foreach (var exception in thrown.StillAlive())
        {
            var reached = ExceptionReach.From(exception, [.. alive.Select(pair => pair.Target!)]);
            foreach (var target in reached)
            {
                explained.TryAdd(target, exception);
            }

            holders.Add(new LeaseHolder(
                LeaseHolderKind.StoredException,
                Cut(exception.Message),
                exception.GetType().Name,
                Bytes(alive.Where(pair => reached.Contains(pair.Target!)).Select(pair => pair.Known)),
                reached.Count > 0
                    ? $"It was thrown within the lease, is still stored somewhere, and refers to {Names(alive.Where(pair => reached.Contains(pair.Target!)).Select(pair => pair.Known.Name))}: set the variable that holds it to null, and keep its message instead."
                    : "It was thrown within the lease and is still on its way or stored: what its fields and data refer to cannot go while it stays."));
        }

        holders.AddRange(tracked.Where(known => known.Failure is not null).Select(known => new LeaseHolder(
            LeaseHolderKind.NotDisposed, Cut(known.Name), known.Type, known.Bytes, $"Its disposal failed: {Cut(known.Failure!)}")));
        holders.AddRange(alive.Where(pair => pair.Known.Failure is null).Select(pair => new LeaseHolder(
            LeaseHolderKind.StillReferenced,
            Cut(pair.Known.Name),
            pair.Known.Type,
            pair.Known.Bytes,
            explained.TryGetValue(pair.Target!, out var by)
                ? $"A stored {by.GetType().Name} refers to it."
                : "Something still refers to it: a variable of the notebook, a static field, a lambda that uses it, or a task that runs.")));
        holders.AddRange(allocators.Where(allocator => allocator.Statistics?.CachedBytes > toleranceBytes).Select(allocator => new LeaseHolder(
            LeaseHolderKind.AllocatorCache,
            allocator.Name,
            "",
            allocator.Statistics!.CachedBytes,
            $"It keeps this for its next request.{(allocator.Limitation.Length == 0 ? "" : $" {allocator.Limitation}")}")));
        return [.. holders.OrderByDescending(holder => holder.Bytes ?? -1)];
    }

    private static long? Bytes(IEnumerable<TrackedObject> known) => known.Select(one => one.Bytes).OfType<long>().ToList() is { Count: > 0 } sizes ? sizes.Sum() : null;

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Take(5).Select(name => $"'{Cut(name)}'"));

    private static string Cut(string text) => text.Length <= LongestName ? text : text[..(LongestName - 1)] + "…";
}
