using System.Runtime.CompilerServices;

namespace AgentNotebook.Gpu.Leases;

/// <summary>An object that a lease disposes or only watches. Once disposed it is known by a weak reference alone, so that the lease itself keeps nothing alive.</summary>
internal sealed class TrackedObject
{
    private readonly WeakReference<object> _weak;
    private object? _strong;

    /// <param name="target">The object.</param>
    /// <param name="name">What the report calls it.</param>
    /// <param name="bytes">How much it keeps; <see langword="null"/> when nobody said.</param>
    /// <param name="isDisposed">Whether the lease disposes it; until then it keeps it alive.</param>
    public TrackedObject(object target, string name, long? bytes, bool isDisposed)
    {
        (Name, Bytes, Type) = (name, bytes, target.GetType().Name);
        _weak = new WeakReference<object>(target);
        _strong = isDisposed ? target : null;
    }

    public string Name { get; }

    public string Type { get; }

    public long? Bytes { get; set; }

    /// <summary>Why it could not be disposed.</summary>
    public string? Failure { get; private set; }

    public bool Is(object other) => _weak.TryGetTarget(out var target) && ReferenceEquals(target, other);

    /// <summary>The object, while something keeps it alive.</summary>
    public object? Target => _weak.TryGetTarget(out var target) ? target : null;

    public bool IsAlive
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => _weak.TryGetTarget(out _);
    }

    /// <summary>Disposes it and lets it go.</summary>
    /// <returns>What is still to be awaited.</returns>
    // Not inlined: the caller's frame would keep the object alive through the collections that follow.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask ReleaseAsync(bool isAsync)
    {
        var target = Interlocked.Exchange(ref _strong, null);
        switch (target)
        {
            case IAsyncDisposable disposable when isAsync || target is not IDisposable:
                return disposable.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }

    public void Failed(string message) => Failure = message;
}
