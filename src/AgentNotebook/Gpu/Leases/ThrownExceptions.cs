namespace AgentNotebook.Gpu.Leases;

/// <summary>Remembers exceptions without keeping them alive. Safe to call from any thread.</summary>
/// <param name="capacity">The most that are remembered; the oldest go first.</param>
internal sealed class ThrownExceptions(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<WeakReference<Exception>> _thrown = [];

    public void Add(Exception exception)
    {
        lock (_gate)
        {
            // Each rethrow is told of again.
            if (capacity == 0 || _thrown.Any(known => known.TryGetTarget(out var target) && ReferenceEquals(target, exception)))
            {
                return;
            }

            if (_thrown.Count == capacity)
            {
                _thrown.Dequeue();
            }

            _thrown.Enqueue(new WeakReference<Exception>(exception));
        }
    }

    /// <summary>Those that something else keeps alive. An exception that another one wraps is told of by that one.</summary>
    public IReadOnlyList<Exception> StillAlive()
    {
        lock (_gate)
        {
            var alive = _thrown.Select(known => known.TryGetTarget(out var target) ? target : null).OfType<Exception>().ToList();
            return [.. alive.Where(exception => !alive.Any(other => !ReferenceEquals(other, exception) && Wraps(other, exception)))];
        }
    }

    private static bool Wraps(Exception outer, Exception inner)
    {
        for (var cause = outer.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (ReferenceEquals(cause, inner))
            {
                return true;
            }
        }

        return outer is AggregateException many && many.InnerExceptions.Contains(inner);
    }
}
