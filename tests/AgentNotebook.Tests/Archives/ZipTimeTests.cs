using System.IO.Compression;
using AgentNotebook.Archives;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Reading;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Tests.Archives;

public class ZipTimeTests
{
    // A zone with a summer of its own rules, so that none has to be installed.
    private static readonly TimeZoneInfo _zone = TimeZoneInfo.CreateCustomTimeZone(
        "there",
        TimeSpan.FromHours(-5),
        null,
        null,
        null,
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                new DateTime(1990, 1, 1),
                new DateTime(2050, 12, 31),
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 20),
                TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 10, 20)),
        ]);

    [Theory]
    [InlineData(2001, 2, 3, -5)]
    [InlineData(2001, 7, 3, -4)]
    [InlineData(2070, 7, 3, -5)]
    public void a_zips_time_is_local_to_who_unpacks_it(int year, int month, int day, int hours)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("f").LastWriteTime = new DateTimeOffset(year, month, day, 4, 5, 6, TimeSpan.Zero);
        }

        var entry = Assert.Single(Extraction.Run(bytes, ArchivePolicy.Data, new ExtractionLimits(), target: null, local: InTheSandbox(_zone)).Entries);
        Assert.Equal(new DateTimeOffset(year, month, day, 4, 5, 6, TimeSpan.FromHours(hours)), entry.Modified);
    }

    [Fact]
    public void the_hour_of_a_change_is_found()
    {
        var (time, change) = (InTheSandbox(_zone), new DateTime(2001, 3, 20, 3, 0, 0));
        Assert.Equal(new DateTimeOffset(2001, 3, 20, 1, 59, 0, TimeSpan.FromHours(-5)), time.At(change.AddMinutes(-61)));
        Assert.Equal(new DateTimeOffset(change, TimeSpan.FromHours(-4)), time.At(change));
    }

    private static LocalTime InTheSandbox(TimeZoneInfo zone)
    {
        var writer = new PayloadWriter();
        LocalTime.Of(zone).Encode(writer);
        return LocalTime.Decode(new PayloadReader(writer.ToArray()));
    }
}
