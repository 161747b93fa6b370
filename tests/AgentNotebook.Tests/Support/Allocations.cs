namespace AgentNotebook.Tests.Support;

/// <summary>Counts what code allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// The bytes that <paramref name="round"/> allocates on this thread, at the least of five times. What allocates at each call does so in every round;
    /// what the runtime or a process beside the tests causes once (code compiled anew, a new process that is got to know) does not.
    /// </summary>
    public static long OfEach(Action round)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
