namespace AgentNotebook.Agents.Replay;

/// <summary>The clock of a run that is replayed: it goes on by what was recorded, and waits between retries are due at once.</summary>
/// <param name="tape">The recording, which knows the time of the last entry.</param>
internal sealed class ReplayClock(ReplayTape tape) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => tape.Time;

    // Other timers are limits on work that is really done again: they are as long as ever.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, tape.State == AgentState.Retrying && dueTime != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : dueTime, period);

    public void Advance(TimeSpan by) => _ticks += by.Ticks;
}
