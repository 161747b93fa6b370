namespace AgentNotebook.Kernel.Zmtp;

/// <summary>The bytes that all peers of a socket share for messages that have not been received yet.</summary>
internal sealed class ReceiveBudget(long limit)
{
    private long _taken;

    internal long Taken => Interlocked.Read(ref _taken);

    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit)
        {
            return true;
        }

        Interlocked.Add(ref _taken, -bytes);
        return false;
    }

    internal void GiveBack(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
