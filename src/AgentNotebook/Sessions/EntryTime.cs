namespace AgentNotebook.Sessions;

/// <summary>Times as stores keep them: whole microseconds since 1970 in UTC, the finest that every store can hold.</summary>
internal static class EntryTime
{
    public static long ToMicroseconds(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Damaged files hold any number; one that is no time becomes the nearest that is.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(
            microseconds,
            ToMicroseconds(DateTimeOffset.MinValue),
            ToMicroseconds(DateTimeOffset.MaxValue)) * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset Now(TimeProvider time) => Whole(time.GetUtcNow());

    /// <summary>A time as a store would give it back.</summary>
    public static DateTimeOffset Whole(DateTimeOffset time) => FromMicroseconds(ToMicroseconds(time));
}
