namespace AgentNotebook.Gpu.Leases;

/// <summary>Collects garbage, finalizers included, and gives what became free back to the system.</summary>
internal static class GarbageCollection
{
    /// <summary>The first collection queues finalizers, they run, and the second takes what they let go of.</summary>
    /// <param name="patience">How long all of it may take: a finalizer that hangs hangs the waiting, too.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="TimeoutException">It takes longer; it goes on by itself.</exception>
    public static async Task RunAsync(TimeSpan patience, TimeProvider time)
    {
        try
        {
            // On a thread of its own: one of the pool's could be waiting for this very lease.
            await Task.Factory.StartNew(Collect, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(FormattableString.Invariant($"Collecting garbage took longer than {patience.TotalSeconds:0.#} s: a finalizer hangs, or the machine is busy."));
        }
    }

    private static void Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }
}
