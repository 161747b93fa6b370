using System.Diagnostics;

namespace AgentNotebook.Gpu.Sampling;

/// <summary>
/// A timer of the system's clock with a thread of its own. A pool's thread spins a while after each tick in case there is more to do: at 20 ticks
/// a second on an idle machine that takes 1.5 % of a core, and this 0.
/// </summary>
/// <param name="tick">What is done at each tick; it must not throw. Ticks that pass while it is under way are left out.</param>
internal sealed class TickThread(Action tick) : ITimer
{
    private readonly object _gate = new();
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private long? _due;
    private Thread? _thread;
    private bool _disposed;

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            _period = period;
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : Stopwatch.GetTimestamp() + Ticks(dueTime);
            if (_due is not null && _thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "memory sampler" };
                _thread.Start();
            }

            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Ends the ticks. One that is under way is not waited for.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private void Run()
    {
        while (IsDue())
        {
            tick();
        }
    }

    /// <summary>Waits for the next tick; <see langword="false"/> when there is none any more.</summary>
    private bool IsDue()
    {
        lock (_gate)
        {
            while (!_disposed)
            {
                if (_due is not { } due)
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                var now = Stopwatch.GetTimestamp();
                if (now >= due)
                {
                    _due = _period == Timeout.InfiniteTimeSpan ? null : due + Ticks(_period) > now ? due + Ticks(_period) : now + Ticks(_period);
                    return true;
                }

                // Rounded up: a wait that ends too early would only be followed by another.
                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(Math.Ceiling(Stopwatch.GetElapsedTime(now, due).TotalMilliseconds)));
            }

            return false;
        }
    }
}
