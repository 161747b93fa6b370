namespace AgentNotebook.Contracts;

/// <summary>A clock that moves only when told to.</summary>
public sealed class StoppedClock : TimeProvider
{
    /// <summary>The start, cut to the microseconds that stores keep.</summary>
    public static readonly DateTimeOffset Microsecond = new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero).AddMicroseconds(123_456);

    public DateTimeOffset Now { get; set; } = Microsecond.AddTicks(7).ToOffset(TimeSpan.FromHours(5));

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
