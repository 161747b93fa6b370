using System.Xml.Linq;
using AgentNotebook.Archives;
using AgentNotebook.Display;
using AgentNotebook.Display.Archives;
using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Display.Archives;

public class ArchiveViewTests
{
    [Fact]
    public void the_tree_has_folders_first_and_says_what_each_thing_is()
    {
        var report = Report(File("z/b.txt", 2048), File("a.txt", 5), new ExtractedEntry("l", EntryKind.SymbolicLink, 0, UnixFileMode.None, null, "a.txt"));
        Assert.Equal(
            """
            tar, 3 entries, 0 B unpacked to out (level isolated)
            ├── z/  1 file, 2 KiB
            │   └── b.txt  2 KiB
            ├── a.txt  5 B
            └── l  → a.txt
            """.ReplaceLineEndings("\n"),
            ArchiveView.Render(report, "out").Data[MimeBundle.Text]);
    }

    [Fact]
    public void a_hundred_thousand_entries_stay_a_page()
    {
        var report = Report([.. Enumerable.Range(0, 100_000).Select(index => File($"d{index / 1000}/f{index}", 1))]);
        var text = ArchiveView.Render(report, "out").Data[MimeBundle.Text];
        Assert.InRange(text.Split('\n').Length, 30, 260);
        Assert.Contains("more", text);
    }

    [Fact]
    public void names_steer_neither_the_page_nor_the_terminal()
    {
        var report = Report(File("<script>alert(1)</script>", 1), File("\u001b[31mred", 1), File("a\u202Egnp.exe", 1));
        var bundle = ArchiveView.Render(report, "<b>out</b>");
        Assert.DoesNotContain("<script>", bundle.Data[MimeBundle.Html]);
        Assert.DoesNotContain("<b>", bundle.Data[MimeBundle.Html]);
        Assert.DoesNotContain('\u001b', bundle.Data[MimeBundle.Text]);
        Assert.DoesNotContain('\u202E', bundle.Data[MimeBundle.Text]);
        _ = XElement.Parse(bundle.Data[MimeBundle.Html]);
    }

    [Fact]
    public void a_refusal_names_rule_entry_and_offset()
    {
        var report = Report() with { Written = false, Refusals = [new ArchiveRefusal(ArchiveRule.OutsideDestination, "../x", 512, "Its name holds '..'.")] };
        Assert.Contains("OutsideDestination '../x' at byte 512: Its name holds '..'.", ArchiveView.Render(report, "out").Data[MimeBundle.Text]);
    }

    private static ExtractedEntry File(string path, long bytes) => new(path, EntryKind.File, bytes, UnixFileMode.UserRead, null, null);

    private static ExtractionReport Report(params ExtractedEntry[] entries) => new() { Format = "tar", Entries = entries, Written = true, Level = SandboxLevel.Isolated };
}
