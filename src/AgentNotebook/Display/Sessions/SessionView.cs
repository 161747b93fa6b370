using System.Globalization;
using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;
using AgentNotebook.Sessions;

namespace AgentNotebook.Display.Sessions;

/// <summary>Shows a session: where it is kept, what is dirty, its values and its runs.</summary>
public static class SessionView
{
    /// <summary>Most values and most runs that are listed; the rest is counted. Where even these take more than <see cref="MaximumBytes"/>, fewer are.</summary>
    public const int MaximumRows = 40;

    /// <summary>Size of the card as UTF-8, in bytes.</summary>
    public const int MaximumBytes = 60_000;

    private const string None = "—";

    private const int SpentColumn = 5;

    // A longer cell may be broken anywhere, so that it widens no table.
    private const int LongestWhole = 24;

    /// <summary>Renders a session.</summary>
    /// <remarks>The card is one <c>div</c> of well-formed XHTML without script and references, below 60 KB for any session. The same overview gives the same bytes.</remarks>
    /// <param name="session">What is known of it.</param>
    /// <returns><c>text/html</c> and <c>text/plain</c>.</returns>
    public static MimeBundle Render(SessionOverview session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var rows = MaximumRows;
        var html = Html(session, rows);
        while (rows > 5 && Encoding.UTF8.GetByteCount(html) > MaximumBytes)
        {
            rows /= 2;
            html = Html(session, rows);
        }

        return MimeBundle.FromHtml(html, Text(session));
    }

    private static string Html(SessionOverview session, int rows)
    {
        var html = CardStyle.OpenCard();
        html.Open("div", "anb-head")
            .Element("h3", "anb-h", $"Session {Untrusted.Line(session.Name, 200)}")
            .Element("span", $"anb-badge anb-{(session.IsDirty ? "secondary" : "good")}", session.IsDirty ? "● dirty" : "✓ flushed")
            .Close()
            .Open("p", "anb-p").Text(Count(session.Entries, "journal entry", "journal entries")).Text(" in ").Element("code", "anb-mono", Untrusted.Line(session.Store), VolatileMark.Store).Close()
            .Element("p", "anb-p", Flushed(session), VolatileMark.Durations);
        foreach (var offer in session.Recoveries.TakeLast(rows))
            html.Element("p", "anb-p", RecoveryLine.Text(offer));
        Table(html, "Values", ByUrgency(session), rows, ["Name", "Size", "State", "Changed (UTC)"], Row, measured: -1);
        Table(html, "Runs", session.Runs, rows, ["Run", "State", "Attempts", "Rounds", "Interventions, hints", "Spent", "Started (UTC)", "Last reason", "To go on"], Row, measured: SpentColumn);
        return html.Close().ToString();
    }

    private static string Text(SessionOverview session)
    {
        var text = new StringBuilder()
            .Append($"Session {Untrusted.Line(session.Name, 200)}: {(session.IsDirty ? "dirty" : "flushed")}, {Count(session.Entries, "journal entry", "journal entries")} in {Untrusted.Line(session.Store)}\n")
            .Append(Flushed(session));
        foreach (var offer in session.Recoveries.TakeLast(MaximumRows))
        {
            text.Append('\n').Append(RecoveryLine.Text(offer));
        }

        foreach (var value in ByUrgency(session).TakeLast(MaximumRows))
        {
            var cells = Row(value);
            text.Append($"\nValue {cells[0]}: {cells[1]}, {cells[2]}{(cells[3].Length == 0 ? "" : $" since {cells[3]} UTC")}");
        }

        foreach (var run in session.Runs.TakeLast(MaximumRows))
        {
            var cells = Row(run);
            text.Append($"\nRun {cells[0]}: {cells[1]}, {RunFacts.Count(run.Attempts.Count, "attempt", "attempts")}, {RunFacts.Count(run.Rounds, "round", "rounds")}{(cells[4] == None ? "" : $", {cells[4]}")}, spent {cells[5]}, started {cells[6]} UTC{(cells[8] == None ? "" : $"; to go on: {cells[8]}")}{(cells[7].Length == 0 ? "" : $" — {cells[7]}")}");
        }

        return text.Append(LeftOut(session.Values.Count, "values")).Append(LeftOut(session.Runs.Count, "runs")).ToString();

        static string LeftOut(int count, string what) => count <= MaximumRows ? "" : $"\nOf {count:N0} {what} the last {MaximumRows} are listed.";
    }

    private static string Flushed(SessionOverview session)
    {
        var dirty = session.Values.Count(value => value.IsDirty);
        var state = dirty == 0 ? "Everything is on the disk." : $"{Count(dirty, "value differs", "values differ")} from what was last flushed; #!state --flush writes {(dirty == 1 ? "it" : "them")}.";
        return session.LastFlush is not { } flush
            ? state
            : $"{state} The last flush wrote {Count(flush.Values, "value", "values")} and {Count(flush.Entries, "journal entry", "journal entries")}, {ByteSize.Text(flush.Bytes)}, in {ElapsedText.Text(flush.Elapsed)}; the last entry is {flush.LastSequence}.";
    }

    // Where not all are listed, it is the dirty ones that have to be.
    private static IReadOnlyList<SessionValue> ByUrgency(SessionOverview session) =>
        session.Values.Count <= 5 ? session.Values : [.. session.Values.OrderBy(value => value.IsDirty || value.Problem is not null)];

    private static string[] Row(SessionValue value) =>
    [
        Untrusted.Line(value.Name, 60),
        ByteSize.Text(value.Bytes),
        value.Problem is { } problem ? $"● {(value.IsDirty ? "cannot be kept" : "cannot be read")}: {Untrusted.Line(problem, 200)}"
            : value.IsRemoved ? "● removed" : value.IsDirty ? "● dirty" : "✓ flushed",
        value.DirtySince is { } since ? Time(since) : "",
    ];

    private static string[] Row(RunRecord run) =>
    [
        Untrusted.Line(run.Id, 40),
        RunFacts.Words(run.State),
        run.Attempts.Count.ToString(CultureInfo.InvariantCulture),
        run.Rounds.ToString(CultureInfo.InvariantCulture),
        Said(run),
        BudgetWords.Spent(run),
        Time(run.Started),
        Untrusted.Line(run.LastReason, 100),
        run.State == AgentState.Succeeded ? None : RunCommands.Resume(run),
    ];

    private static string Said(RunRecord run)
    {
        string[] said =
        [
            .. run.Interventions.Count == 0 ? Array.Empty<string>() : [RunFacts.Count(run.Interventions.Count, "intervention", "interventions")],
            .. run.Hints.Count == 0 ? Array.Empty<string>() : [RunFacts.Count(run.Hints.Count, "hint", "hints")],
        ];
        return said.Length == 0 ? None : string.Join(", ", said);
    }

    private static void Table<T>(Markup html, string heading, IReadOnlyList<T> items, int rows, string[] heads, Func<T, string[]> row, int measured)
    {
        html.Element("h4", "anb-h4", heading);
        if (items.Count == 0)
        {
            html.Element("p", "anb-p anb-note", "None.");
            return;
        }

        html.OpenTable(heads);
        foreach (var item in items.TakeLast(rows))
        {
            html.Open("tr");
            var cells = row(item);
            for (var column = 0; column < cells.Length; column++)
            {
                var isEdge = column == 0 || column == cells.Length - 1;
                html.Element("td", cells[column].Length > LongestWhole ? "anb-any" : isEdge ? "anb-whole" : null, cells[column], column == measured ? VolatileMark.Durations : null);
            }

            html.Close();
        }

        html.CloseTable();
        if (items.Count > rows)
        {
            html.Element("p", "anb-p anb-note", $"The last {rows} of {items.Count:N0}.");
        }
    }

    private static string Count(long number, string one, string many) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? one : many)}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
