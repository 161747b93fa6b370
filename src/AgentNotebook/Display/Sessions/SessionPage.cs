using System.Text;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.Sessions;

/// <summary>Writes the runs of a session as one HTML page that needs nothing else: no script, no network, no file beside it.</summary>
public static class SessionPage
{
    /// <summary>Most runs whose cards are on a page: the last ones. The others are counted.</summary>
    public const int MaximumRuns = 100;

    /// <summary>Renders a page.</summary>
    /// <param name="session">The session's name.</param>
    /// <param name="runs">Its runs, in the order in which they began.</param>
    /// <returns>The page. The same runs give the same bytes.</returns>
    public static string Render(string session, IReadOnlyList<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(runs);
        var name = SvgText.Escape(Untrusted.Line(session, 200));
        var page = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
            .Append($"<title>Session {name}</title>")
            .Append("<style>:root{color-scheme:light dark}body{margin:16px auto;padding:0 12px;max-width:960px;font:15px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}.anb-card{margin:0 0 20px}</style>")
            .Append($"</head><body><h1>Session {name}</h1>");
        page.Append($"<p>{RunFacts.Count(runs.Count, "run", "runs")}{(runs.Count <= MaximumRuns ? "" : $", of which the last {MaximumRuns} are shown")}.</p>");
        foreach (var run in runs.TakeLast(MaximumRuns))
        {
            page.Append(RunCardView.Render(run).Data[MimeBundle.Html]).Append('\n');
        }

        return page.Append("</body></html>\n").ToString();
    }
}
