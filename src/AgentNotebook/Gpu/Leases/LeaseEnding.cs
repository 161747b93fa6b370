using System.Runtime.CompilerServices;

namespace AgentNotebook.Gpu.Leases;

/// <summary>The end of a lease: the steps of <see cref="LeaseStep"/> in their order. A part that fails is noted, and the next is done.</summary>
internal sealed class LeaseEnding(IReadOnlyList<TrackedObject> tracked, IReadOnlyList<IAllocatorHook> hooks, LeaseOptions options, TimeProvider time, bool isAsync)
{
    private readonly List<LeaseFailure> _failures = [];

    public IReadOnlyList<LeaseFailure> Failures => _failures;

    public async ValueTask EndInnerAsync(IReadOnlyList<MemoryLease> inner)
    {
        for (var index = inner.Count - 1; index >= 0; index--)
        {
            var lease = inner[index];
            _failures.Add(new LeaseFailure(LeaseStep.EndInner, lease.Name, "It was still open: it ended because the lease around it did."));
            var report = isAsync ? await lease.EndAsync().ConfigureAwait(false) : lease.End();
            _failures.AddRange(report.Failures);
        }
    }

    public async ValueTask DisposeTrackedAsync()
    {
        for (var index = tracked.Count - 1; index >= 0; index--)
        {
            var known = tracked[index];
            try
            {
                var rest = known.ReleaseAsync(isAsync);
                if (isAsync)
                {
                    await rest.ConfigureAwait(false);
                }
                else if (!rest.IsCompletedSuccessfully)
                {
                    rest.AsTask().GetAwaiter().GetResult();
                }
            }
            catch (Exception exception)
            {
                known.Failed(exception.Message);
                Note(LeaseStep.Dispose, known.Name, exception);
            }
        }
    }

    public async ValueTask CollectAsync()
    {
        try
        {
            var collection = GarbageCollection.RunAsync(options.CollectionPatience, time);
            if (isAsync)
            {
                await collection.ConfigureAwait(false);
            }
            else
            {
                collection.GetAwaiter().GetResult();
            }
        }
        catch (Exception exception)
        {
            Note(LeaseStep.Collect, "garbage collection", exception);
        }
    }

    public void AskAllocators()
    {
        Each(LeaseStep.EmptyCache, static hook => hook.EmptyCache());
        Each(LeaseStep.Synchronize, static hook => hook.Synchronize());
    }

    public IReadOnlyList<LeaseAllocator> ReadAllocators()
    {
        var read = new List<LeaseAllocator>();
        Each(LeaseStep.Measure, hook => read.Add(new LeaseAllocator(hook.Name, hook.Limitation, hook.ReadStatistics())));
        return read;
    }

    public void Note(LeaseStep step, string what, Exception exception) => _failures.Add(new LeaseFailure(step, what, exception.Message));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Each(LeaseStep step, Action<IAllocatorHook> action)
    {
        foreach (var hook in hooks)
        {
            try
            {
                action(hook);
            }
            catch (Exception exception)
            {
                Note(step, hook.Name, exception);
            }
        }
    }
}
