using System.Text;
using System.Xml.Linq;
using AgentNotebook.Display;
using AgentNotebook.Display.Sessions;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.Sessions;

public class SessionViewTests
{
    private static readonly DateTimeOffset _time = new(2030, 1, 1, 12, 4, 0, TimeSpan.Zero);

    private static readonly SessionOverview _session = new()
    {
        Name = "quickstart",
        Store = ".agentnb/sessions.db",
        Entries = 1234,
        Values = [new("energies", 8192, true, _time), new("best", 512, false, null)],
        Runs = [SampleRuns.Repaired(), SampleRuns.Stopped()],
        LastFlush = new FlushReceipt(2, 5, 9000, TimeSpan.FromMilliseconds(3.4), 1234),
    };

    [Fact]
    public void a_dirty_session_says_what_is_dirty_and_how_to_flush_it()
    {
        var card = Card(_session);
        Assert.Contains(card.Descendants("span"), span => span.Value == "● dirty");
        Assert.Contains("1 value differs from what was last flushed; #!state --flush writes it.", card.Value);
        Assert.Contains(["energies", "8 KiB", "● dirty", "2030-01-01 12:04:00"], Rows(card));
        Assert.Contains(["best", "512 B", "✓ flushed", ""], Rows(card));
    }

    [Fact]
    public void a_flushed_session_says_so()
    {
        var card = Card(_session with { Values = [.. _session.Values.Skip(1)] });
        Assert.Contains(card.Descendants("span"), span => span.Value == "✓ flushed");
        Assert.Contains("Everything is on the disk.", card.Value);
    }

    [Fact]
    public void store_entries_and_the_last_flush_are_named()
    {
        var card = Card(_session);
        Assert.Contains("1,234 journal entries in .agentnb/sessions.db", card.Value);
        Assert.Contains("The last flush wrote 2 values and 5 journal entries, 8.8 KiB, in 3.4 ms; the last entry is 1234.", card.Value);
        Assert.DoesNotContain("last flush wrote", Card(_session with { LastFlush = null }).Value);
    }

    [Fact]
    public void every_run_shows_what_it_spent_and_an_unfinished_one_how_to_go_on()
    {
        var rows = Rows(Card(_session));
        Assert.Contains(["r1", "Succeeded", "3", "2", "—", "3.8 s", "2030-01-01 12:00:00", "The code ran to its end and every check holds.", "—"], rows);
        Assert.Contains(rows, row => row is ["r2", "Awaiting human", "3", "2", "—", _, _, _, "#!agent-resume r2"]);
    }

    [Fact]
    public void tokens_prices_interventions_and_hints_are_counted()
    {
        var rows = Rows(Card(_session with { Runs = [SampleRuns.Explained(), SampleRuns.Nudged(), SampleRuns.OutOfTokens()] }));
        Assert.Contains(rows, row => row is ["run-7", _, _, _, "1 hint", var spent, ..] && spent.EndsWith(", 11,220 tokens, $0.0319", StringComparison.Ordinal));
        Assert.Contains(rows, row => row is ["run-3", _, _, _, "2 interventions", ..]);
        Assert.Contains(rows, row => row is ["run-2", "Failed", _, _, _, var spent, _, _, "#!agent-resume run-2"] && spent.EndsWith(", about 4,400 tokens, price not known", StringComparison.Ordinal));
    }

    [Fact]
    public void the_plain_text_has_a_line_for_each_value_and_run() =>
        Assert.Equal(
            """
            Session quickstart: dirty, 1,234 journal entries in .agentnb/sessions.db
            1 value differs from what was last flushed; #!state --flush writes it. The last flush wrote 2 values and 5 journal entries, 8.8 KiB, in 3.4 ms; the last entry is 1234.
            Value energies: 8 KiB, ● dirty since 2030-01-01 12:04:00 UTC
            Value best: 512 B, ✓ flushed
            Run r1: Succeeded, 3 attempts, 2 rounds, spent 3.8 s, started 2030-01-01 12:00:00 UTC — The code ran to its end and every check holds.
            Run r2: Awaiting human, 3 attempts, 2 rounds, spent 3.9 s, started 2030-01-01 12:00:00 UTC; to go on: #!agent-resume r2 — The model repeats itself: nothing it tried led further.
            """.ReplaceLineEndings("\n"),
            SessionView.Render(_session).Data[MimeBundle.Text]);

    [Fact]
    public void a_hostile_session_stays_small_well_formed_and_without_script()
    {
        var run = RunRecords.Start(Hostile.Text).Plan("x", Hostile.Megabyte).Run;
        var bundle = SessionView.Render(new SessionOverview
        {
            Name = Hostile.Megabyte,
            Store = Hostile.Megabyte,
            Values = [.. Enumerable.Repeat(new SessionValue(Hostile.Megabyte, long.MaxValue, true, _time, Hostile.Megabyte), 1000)],
            Runs = [.. Enumerable.Repeat(run, 1000)],
        });
        Assert.InRange(Encoding.UTF8.GetByteCount(bundle.Data[MimeBundle.Html]), 1, SessionView.MaximumBytes);
        Assert.InRange(Encoding.UTF8.GetByteCount(bundle.Data[MimeBundle.Text]), 1, SessionView.MaximumBytes);
        var card = XDocument.Parse(bundle.Data[MimeBundle.Html]).Root!;
        Assert.DoesNotContain(card.Descendants(), element => element.Name.LocalName == "script");
        Assert.Contains(Hostile.Readable, card.Value);
        Assert.Contains("of 1,000.", card.Value);
        Assert.Contains("Of 1,000 runs the last", bundle.Data[MimeBundle.Text]);
    }

    [Fact]
    public void an_empty_session_has_a_card() =>
        Assert.Contains("0 journal entries", Card(new SessionOverview { Name = "new", Store = "s.db" }).Value);

    private static XElement Card(SessionOverview session) => XDocument.Parse(SessionView.Render(session).Data[MimeBundle.Html]).Root!;

    private static List<string[]> Rows(XElement card) => [.. card.Descendants("tbody").Elements("tr").Select(row => row.Elements("td").Select(cell => cell.Value).ToArray())];
}
