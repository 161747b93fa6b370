namespace AgentNotebook.Kernel.Zmtp;

/// <summary>What the message that a peer is sending holds, charged to the budget of the socket as it grows.</summary>
internal sealed class MessageCharge(ReceiveBudget budget, int free)
{
    // An array and its place in the list; without it a million empty frames would weigh nothing.
    private const int FrameOverhead = 64;

    private long _held;
    private long _charged;

    internal void AddFrame() => Grow(FrameOverhead);

    /// <exception cref="ZmtpException">The budget is spent.</exception>
    internal void Grow(long bytes)
    {
        _held += bytes;
        var missing = _held - free - _charged;
        if (missing <= 0)
        {
            return;
        }

        if (!budget.TryTake(missing))
        {
            throw new ZmtpException("the messages that wait to be received hold more than they may together");
        }

        _charged += missing;
    }

    /// <summary>The message is whole: its charge goes with it, and is given back by whoever receives it.</summary>
    internal long Detach()
    {
        var charged = _charged;
        (_held, _charged) = (0, 0);
        return charged;
    }

    /// <summary>The message will not become whole.</summary>
    internal void Drop() => budget.GiveBack(Detach());
}
