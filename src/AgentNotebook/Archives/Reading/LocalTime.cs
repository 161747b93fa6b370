using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Archives.Reading;

/// <summary>
/// What local time meant on a machine in the years that a zip can name: offsets from UTC, each from a moment on. A process in a sandbox has no time zone,
/// and the framework's own text of one cannot be read back on Linux.
/// </summary>
internal sealed class LocalTime
{
    private const int FirstYear = 1980;
    private const int YearAfterLast = 2108;
    private const int MaximumChanges = 4096;

    private readonly List<(DateTime From, TimeSpan Offset)> _changes = [];

    /// <summary>Universal time all along.</summary>
    internal static LocalTime Universal { get; } = Of(TimeZoneInfo.Utc);

    /// <summary>Finds the changes of a zone, to the minute.</summary>
    internal static LocalTime Of(TimeZoneInfo zone)
    {
        var time = new LocalTime();
        var day = new DateTime(FirstYear, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        time._changes.Add((day, zone.GetUtcOffset(day)));
        for (; day.Year < YearAfterLast; day = day.AddDays(1))
        {
            var next = day.AddDays(1);
            if (zone.GetUtcOffset(next) != time._changes[^1].Offset)
            {
                time._changes.Add((Change(zone, day, next), zone.GetUtcOffset(next)));
            }
        }

        return time;
    }

    /// <exception cref="FrameException">It is malformed.</exception>
    internal static LocalTime Decode(PayloadReader reader)
    {
        var time = new LocalTime();
        for (var count = reader.Count(MaximumChanges); count > 0; count--)
        {
            time._changes.Add((new DateTime(reader.Long(), DateTimeKind.Unspecified), TimeSpan.FromTicks(reader.Long())));
        }

        return time._changes.Count > 0 ? time : throw new FrameException("a local time that never begins");
    }

    internal void Encode(PayloadWriter writer)
    {
        writer.Int(_changes.Count);
        foreach (var (from, offset) in _changes)
        {
            writer.Long(from.Ticks).Long(offset.Ticks);
        }
    }

    /// <summary>A local time as a point in time.</summary>
    internal DateTimeOffset At(DateTime local)
    {
        var index = _changes.FindLastIndex(change => change.From <= local);
        return new DateTimeOffset(local, _changes[Math.Max(0, index)].Offset).ToUniversalTime();
    }

    private static DateTime Change(TimeZoneInfo zone, DateTime before, DateTime after)
    {
        var offset = zone.GetUtcOffset(before);
        var (low, high) = (0, (int)(after - before).TotalMinutes);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = zone.GetUtcOffset(before.AddMinutes(middle)) == offset ? (middle, high) : (low, middle);
        }

        return before.AddMinutes(high);
    }
}
