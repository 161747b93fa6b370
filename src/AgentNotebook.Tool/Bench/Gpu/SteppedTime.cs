namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary>A clock that goes on by a step when it is told to: what happens every so often happens as often as it would in real time, without the waiting.</summary>
/// <param name="step">How far it goes.</param>
internal sealed class SteppedTime(TimeSpan step) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Goes on by one step.</summary>
    public void Step() => Interlocked.Add(ref _ticks, step.Ticks);
}
