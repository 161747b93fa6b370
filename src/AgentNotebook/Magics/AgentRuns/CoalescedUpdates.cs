namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Shows what changes often at most ten times a second, on another thread than the one that changes it.</summary>
/// <remarks>
/// Whoever says that something changed never waits: not for the showing, nor for its turn. The last change is always shown, at the latest
/// an interval after it. Showing takes at most a twentieth of the time, however slow it is: the next one waits the longer.
/// </remarks>
internal sealed class CoalescedUpdates : IDisposable
{
    /// <summary>The least time from the beginning of one showing to that of the next.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private const int LeastTimesItsCost = 20;

    private readonly Lock _gate = new();
    private readonly Lock _showing = new();
    private readonly TimeProvider _time;
    private readonly Action _show;
    private readonly ITimer _timer;
    private long _begun;
    private TimeSpan _wait = Interval;
    private bool _isDirty;
    private bool _isScheduled;
    private bool _isClosed;

    /// <param name="time">The clock.</param>
    /// <param name="show">Shows the present state. Called by one thread at a time; what it throws is dropped, for the next showing will meet it again.</param>
    internal CoalescedUpdates(TimeProvider time, Action show)
    {
        (_time, _show) = (time, show);
        _begun = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((CoalescedUpdates)state!).ShowNow(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something changed.</summary>
    internal void Request()
    {
        lock (_gate)
        {
            _isDirty = true;
            if (!_isScheduled)
            {
                Schedule();
            }
        }
    }

    /// <summary>Ends it: when this returns, nothing is being shown and nothing will be.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        lock (_showing)
        {
            _timer.Dispose();
        }
    }

    private void Schedule()
    {
        if (_isClosed)
        {
            return;
        }

        _isScheduled = true;
        var rest = _wait - _time.GetElapsedTime(_begun);
        _timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void ShowNow()
    {
        lock (_showing)
        {
            lock (_gate)
            {
                if (_isClosed)
                {
                    return;
                }

                _isDirty = false;
                _begun = _time.GetTimestamp();
            }

            try
            {
                _show();
            }
            catch (Exception)
            {
                // On a timer's thread it would end the process; a front end that is gone for good shows itself at the last update, which is not made here.
            }

            lock (_gate)
            {
                var cost = _time.GetElapsedTime(_begun) * LeastTimesItsCost;
                _wait = cost > Interval ? cost : Interval;
                _isScheduled = false;
                if (_isDirty)
                {
                    Schedule();
                }
            }
        }
    }
}
