namespace AgentNotebook.Kernel.Zmtp;

/// <summary>How much of one peer's messages may wait to be received. When it is full that peer is not read.</summary>
internal sealed class ReceiveWindow(int size)
{
    // What a waiting message costs besides its bytes, so that empty ones fill the window, too.
    private const int MessageOverhead = 512;

    private readonly Lock _gate = new();
    private TaskCompletionSource? _change;
    private long _waiting;
    private bool _isClosed;

    /// <summary>Counts a message in; it is to be counted out by <see cref="Leave"/> with the same number.</summary>
    internal void Enter(long bytes)
    {
        lock (_gate)
        {
            _waiting += bytes + MessageOverhead;
        }
    }

    internal void Leave(long bytes)
    {
        TaskCompletionSource? change;
        lock (_gate)
        {
            _waiting -= bytes + MessageOverhead;
            if (_waiting > size)
            {
                return;
            }

            (change, _change) = (_change, null);
        }

        change?.TrySetResult();
    }

    /// <summary>Ends when the window has room or is closed. One waits at a time: the reader of the peer.</summary>
    internal ValueTask RoomAsync()
    {
        lock (_gate)
        {
            if (_waiting <= size || _isClosed)
            {
                return default;
            }

            _change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_change.Task);
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _change?.TrySetResult();
        }
    }
}
