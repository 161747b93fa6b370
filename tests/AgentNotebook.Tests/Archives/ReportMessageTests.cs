using AgentNotebook.Archives;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Reading;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Tests.Archives;

public class ReportMessageTests
{
    private static readonly ExtractionReport _report = new()
    {
        Format = "tar",
        Bytes = 7,
        Written = true,
        Entries =
        [
            new ExtractedEntry("d", EntryKind.Folder, 0, UnixFileMode.None, null, null),
            new ExtractedEntry("d/f", EntryKind.File, 7, UnixFileMode.UserRead, DateTimeOffset.UnixEpoch, null),
            new ExtractedEntry("l", EntryKind.SymbolicLink, 0, UnixFileMode.None, null, "d/f"),
        ],
        Refusals = [new ArchiveRefusal(ArchiveRule.LinkOutside, "l", 512, "out")],
    };

    [Fact]
    public void a_report_comes_out_of_the_sandbox_as_it_was()
    {
        var read = ReportMessage.Decode(ReportMessage.Encode(_report), new ExtractionLimits());
        Assert.Equal(_report.Entries, read.Entries);
        Assert.Equal(_report.Refusals, read.Refusals);
        Assert.Equal((_report.Format, _report.Bytes, _report.Written), (read.Format, read.Bytes, read.Written));
    }

    [Fact]
    public void a_report_that_is_cut_off_or_too_long_is_not_believed()
    {
        var message = ReportMessage.Encode(_report);
        for (var length = 0; length < message.Length; length++)
        {
            Assert.Throws<FrameException>(() => ReportMessage.Decode(message.AsMemory(0, length), new ExtractionLimits()));
        }

        Assert.Throws<FrameException>(() => ReportMessage.Decode((byte[])[.. message, 0], new ExtractionLimits()));
        Assert.Throws<FrameException>(() => ReportMessage.Decode(message, new ExtractionLimits { Entries = 2 }));
    }

    [Fact]
    public void a_report_that_gives_a_file_the_rights_of_its_owner_is_not_believed()
    {
        var lying = _report with { Entries = [new ExtractedEntry("f", EntryKind.File, 0, UnixFileMode.SetUser | UnixFileMode.UserExecute, null, null)] };
        Assert.Throws<FrameException>(() => ReportMessage.Decode(ReportMessage.Encode(lying), new ExtractionLimits()));
    }

    [Fact]
    public void orders_come_into_the_sandbox_as_they_were()
    {
        var orders = new ExtractionOrders(ArchivePolicy.Strict, new ExtractionLimits { Entries = 3, Ratio = 1.5, Time = TimeSpan.FromSeconds(2) }, Writes: true, KeepGoing: false) { Local = LocalTime.Of(TimeZoneInfo.FindSystemTimeZoneById("UTC")) };
        Assert.Equal(orders with { Local = LocalTime.Universal }, ExtractionOrders.Decode(orders.Encode()) with { Local = LocalTime.Universal });
    }
}
