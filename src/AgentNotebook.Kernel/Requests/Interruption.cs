using AgentNotebook.Cells;

namespace AgentNotebook.Kernel.Requests;

/// <summary>Stops the running cell when a front end or a signal asks for it; asked again soon after, leaves it to itself.</summary>
/// <param name="time">The clock.</param>
/// <param name="escalation">How soon the second time has to come.</param>
internal sealed class Interruption(TimeProvider time, TimeSpan escalation)
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private CellEngine? _engine;
    private long? _asked;

    /// <summary>Runs a cell that can be stopped.</summary>
    /// <param name="run">Runs it.</param>
    /// <param name="engine">What it runs on.</param>
    /// <param name="cancellationToken">The kernel ends.</param>
    public async Task<CellResult> RunAsync(Func<CancellationToken, Task<CellResult>> run, CellEngine engine, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_gate)
        {
            (_running, _engine, _asked) = (stop, engine, null);
        }

        try
        {
            return await run(stop.Token);
        }
        finally
        {
            lock (_gate)
            {
                (_running, _engine) = (null, null);
            }
        }
    }

    /// <summary>Stops the running cell.</summary>
    /// <returns>Whether one runs.</returns>
    public bool Ask()
    {
        lock (_gate)
        {
            if (_running is null)
            {
                return false;
            }

            if (_asked is { } before && time.GetElapsedTime(before) <= escalation)
            {
                _engine!.LeaveToItself();
            }

            _asked = time.GetTimestamp();
            // Elsewhere: what reacts to it must not run under the lock, nor in a signal's handler.
            _ = _running.CancelAsync();
            return true;
        }
    }
}
