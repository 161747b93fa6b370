namespace AgentNotebook.Kernel.Zmtp;

/// <summary>
/// The outgoing queue of one peer (RFC 28, RFC 29: one for each peer, constrained in size). Whoever adds to an empty queue sends by itself;
/// only what the peer does not take at once goes on in the background.
/// </summary>
/// <remarks>A full queue makes senders wait and drops nothing. A peer that takes nothing for the stall time meanwhile is given up.</remarks>
internal sealed class SendQueue(IWire wire, ZmtpOptions options)
{
    // A sender works for others, too, as long as the peer takes everything at once; not for ever.
    private const int InlineBatches = 32;

    private readonly Lock _gate = new();
    private readonly Queue<OutgoingMessage> _messages = new();
    private readonly SendBatch _batch = new();
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _drained;
    private long _cost;
    private long _lastProgress;
    private bool _isSending;
    private bool _isClosed;

    /// <summary>Adds a message if there is room for it, or none before it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="room">Not null when it was not added for want of room: ends when there may be some.</param>
    /// <returns>Whether it was added; false without <paramref name="room"/> when the peer is gone.</returns>
    internal bool TryAdd(OutgoingMessage message, out Task? room)
    {
        room = null;
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            if (_cost > 0 && _cost + message.Cost > options.MaxQueuedBytesPerPeer)
            {
                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                return false;
            }

            _messages.Enqueue(message);
            _cost += message.Cost;
            if (_isSending)
            {
                return true;
            }

            _isSending = true;
            _lastProgress = options.Time.GetTimestamp();
        }

        _ = SendAllAsync();
        return true;
    }

    /// <summary>Adds a message, waiting for room.</summary>
    /// <returns>False when the peer is gone, or was given up here because it takes nothing.</returns>
    internal async ValueTask<bool> AddAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        while (!TryAdd(message, out var room))
        {
            if (room is null)
            {
                return false;
            }

            var left = options.StallTimeout - options.Time.GetElapsedTime(Interlocked.Read(ref _lastProgress));
            if (left <= TimeSpan.Zero)
            {
                Close();
                return false;
            }

            try
            {
                await room.WaitAsync(left, options.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The peer may have taken something meanwhile, without making room enough: the clock above tells.
            }
        }

        return true;
    }

    /// <summary>Ends when all that was added has gone out, or the peer is gone.</summary>
    internal Task DrainAsync()
    {
        lock (_gate)
        {
            return _isClosed || !_isSending
                ? Task.CompletedTask
                : (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Drops what is queued and ends the connection.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _messages.Clear();
            _room?.TrySetResult();
            _drained?.TrySetResult();
        }

        wire.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            for (var inline = 0; TryFill(); inline++)
            {
                var sending = wire.SendAsync(_batch.Segments);
                if (!sending.IsCompleted)
                {
                    inline = 0;
                }
                else if (inline == InlineBatches)
                {
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                    inline = 0;
                }

                await sending.ConfigureAwait(false);
                Finish();
            }
        }
        catch (Exception)
        {
            // The connection is gone, or whatever else went wrong has cut the stream within a frame: the peer cannot be served any more.
            Close();
        }
    }

    private bool TryFill()
    {
        lock (_gate)
        {
            _batch.Clear();
            while (_batch.HasRoom && !_isClosed)
            {
                if (!_batch.IsMidMessage)
                {
                    if (!_messages.TryDequeue(out var next))
                    {
                        break;
                    }

                    _batch.Begin(next);
                }

                _batch.Continue();
            }

            _batch.Close();
            if (_batch.Segments.Count > 0 && !_isClosed)
            {
                return true;
            }

            _isSending = false;
            _drained?.TrySetResult();
            return false;
        }
    }

    private void Finish()
    {
        lock (_gate)
        {
            _cost -= _batch.FinishedCost;
            Interlocked.Exchange(ref _lastProgress, options.Time.GetTimestamp());
            _room?.TrySetResult();
            _room = null;
        }
    }
}
