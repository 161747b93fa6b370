namespace AgentNotebook.Agents.Replay;

/// <summary>The clock of a run that is recorded: another clock, except that it measures the very time that the recording keeps of a model call.</summary>
internal sealed class RecordingClock(TimeProvider inner) : TimeProvider
{
    private readonly long _origin = inner.GetTimestamp();
    private long _asked;
    private long? _pinned;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long GetTimestamp()
    {
        _asked = _pinned ?? inner.GetElapsedTime(_origin).Ticks;
        _pinned = null;
        return _asked;
    }

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>The time since the last timestamp was given; the next one will be exactly so much later.</summary>
    public TimeSpan Pin()
    {
        var now = inner.GetElapsedTime(_origin).Ticks;
        _pinned = now;
        return TimeSpan.FromTicks(now - _asked);
    }
}
