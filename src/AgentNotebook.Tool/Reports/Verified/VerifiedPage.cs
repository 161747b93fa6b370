using System.Net;
using System.Text;
using AgentNotebook.Documents.Comparing;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Reports.Verified;

/// <summary>
/// Writes verifications as one page that needs nothing else: no script, no network, no file beside it, light and dark. Whatever came from a
/// notebook is escaped, or shown as a picture or in a frame in which nothing runs and nothing loads.
/// </summary>
internal static class VerifiedPage
{
    private static readonly string _style = """
        :root{color-scheme:light dark;--text:#1f2328;--muted:#59636e;--panel:#ffffff;--page:#f6f8fa;--line:#d0d7de;--good:#1a7f37;--bad:#cf222e;--warn:#9a6700;--add:#dafbe1;--del:#ffebe9}
        @media (prefers-color-scheme:dark){:root{--text:#e6edf3;--muted:#9ba3ad;--panel:#161b22;--page:#0d1117;--line:#3d444d;--good:#3fb950;--bad:#f85149;--warn:#d29922;--add:#12381f;--del:#4b1518}}
        body{margin:0;padding:16px;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}
        main{max-width:1400px;margin:0 auto}h1{font-size:24px}h2{font-size:19px;margin-top:32px;overflow-wrap:anywhere}h3{font-size:15px;margin:0 0 8px}
        table{border-collapse:collapse;width:100%;background:var(--panel)}th,td{padding:5px 10px;border:1px solid var(--line);text-align:left;vertical-align:top;overflow-wrap:anywhere}th{font-weight:600}
        code,pre{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
        .good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}.warn{color:var(--warn);font-weight:600}.note{color:var(--muted)}
        section.cell{margin:16px 0;padding:12px;background:var(--panel);border:1px solid var(--line);border-radius:6px}
        .sides{display:grid;grid-template-columns:1fr 1fr;gap:12px;margin:8px 0}.sides>div{min-width:0;border:1px solid var(--line);border-radius:6px;padding:8px;overflow-x:auto}
        .side{margin:0 0 6px;color:var(--muted);font-size:12px}del{background:var(--del);text-decoration:none;display:block}ins{background:var(--add);text-decoration:none;display:block}
        img{max-width:100%;background:#fff}iframe{width:100%;height:420px;border:0;background:#fff;color-scheme:light}summary{cursor:pointer}details{margin:8px 0}
        :focus-visible{outline:2px solid #0969da;outline-offset:2px}@media (max-width:800px){.sides{grid-template-columns:1fr}}
        """.ReplaceLineEndings("");

    public static string Render(IReadOnlyList<NotebookVerification> verified)
    {
        var page = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")
            .Append($"<title>{E(VerifiedWords.Summary(verified))}</title><style>{_style}</style></head><body><main>\n<h1>Verified notebooks</h1>\n")
            .Append($"<p class=\"{(verified.All(notebook => notebook.IsGood) ? "good" : "bad")}\">{E(VerifiedWords.Summary(verified))}</p>\n");
        foreach (var notebook in verified)
        {
            AddNotebook(page, notebook);
        }

        AddRules(page, verified);
        return page.Append("</main></body></html>\n").ToString();
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);

    private static void AddNotebook(StringBuilder page, NotebookVerification verified)
    {
        page.Append($"<h2>{E(VerifiedWords.Name(verified))}</h2>\n<p class=\"{(verified.IsGood ? "good" : "bad")}\">{E(VerifiedWords.Verdict(verified))}</p>\n");
        if (verified.Update.Length > 0)
        {
            page.Append($"<p>{E(verified.Update)}</p>\n");
        }

        if (verified.Comparison is not { } comparison)
        {
            page.Append($"<pre tabindex=\"0\">{E(verified.Problem)}</pre>\n");
            return;
        }

        page.Append("<table><thead><tr><th scope=\"col\">Cell</th><th scope=\"col\">First line</th><th scope=\"col\">Outputs are</th><th scope=\"col\">Rules needed</th></tr></thead><tbody>\n");
        foreach (var cell in comparison.Cells.Where(cell => cell.Number > 0))
        {
            page.Append($"<tr><td>{cell.Number}</td><td><code>{E(VerifiedWords.Source(cell))}</code></td><td class=\"{Class(cell)}\">{VerifiedWords.Of(cell.Verdict)}</td><td>{E(VerifiedWords.Rules(cell))}</td></tr>\n");
        }

        page.Append("</tbody></table>\n");
        foreach (var cell in comparison.Cells.Where(cell => cell.IsDifferent || cell.Verdict == CellVerdict.Volatile || cell.Applied.Count > 0))
        {
            AddCell(page, cell);
        }
    }

    private static string Class(CellComparison cell) => cell.IsDifferent ? "bad" : cell.Verdict == CellVerdict.Volatile ? "warn" : "good";

    private static void AddCell(StringBuilder page, CellComparison cell)
    {
        page.Append($"<section class=\"cell\"><h3>Cell {cell.Number} <span class=\"note\">({E(cell.Cell.Id)})</span>: <span class=\"{Class(cell)}\">{VerifiedWords.Of(cell.Verdict)}</span></h3>\n");
        page.Append($"<details><summary>Code</summary><pre tabindex=\"0\">{E(cell.Cell.Source)}</pre></details>\n");
        foreach (var difference in cell.Differences)
        {
            page.Append($"<p><strong>{E(difference.Where)}</strong>{(difference.Where.Length == 0 ? "" : ": ")}{E(difference.What)}</p>\n");
            if (difference.Stored.Length + difference.Executed.Length > 0)
            {
                AddSides(page, $"<pre><del>{E(difference.Stored)}</del></pre>", $"<pre><ins>{E(difference.Executed)}</ins></pre>");
            }
        }

        if (cell.IsDifferent || cell.Verdict == CellVerdict.Volatile)
        {
            AddOutputs(page, cell);
        }

        AddApplied(page, cell);
        page.Append("</section>\n");
    }

    /// <summary>Everything that a reader may want to look at beside the places that differ.</summary>
    private static void AddOutputs(StringBuilder page, CellComparison cell)
    {
        // Of a picture, numbers alone say little; and of what is not compared there is nothing else.
        var isOpen = cell.Verdict == CellVerdict.Volatile || cell.Differences.Any(difference => difference.Part.StartsWith("image/", StringComparison.Ordinal));
        page.Append($"<details{(isOpen ? " open=\"open\"" : "")}><summary>All outputs, side by side</summary>\n");
        for (var i = 0; i < Math.Max(cell.Stored.Count, cell.Executed.Count); i++)
        {
            var (stored, executed) = VerifiedOutputHtml.Sides(cell.Stored.ElementAtOrDefault(i), cell.Executed.ElementAtOrDefault(i));
            page.Append($"<p class=\"note\">Output {i + 1}</p>\n");
            AddSides(page, stored, executed);
        }

        page.Append("</details>\n");
    }

    private static void AddSides(StringBuilder page, string stored, string executed) =>
        page.Append($"<div class=\"sides\"><div tabindex=\"0\"><p class=\"side\">stored</p>{stored}</div><div tabindex=\"0\"><p class=\"side\">executed</p>{executed}</div></div>\n");

    private static void AddApplied(StringBuilder page, CellComparison cell)
    {
        if (cell.Applied.Count == 0)
        {
            return;
        }

        page.Append($"<details><summary>Overlooked by rules: {E(VerifiedWords.Rules(cell))}</summary><table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Where</th><th scope=\"col\">Times</th><th scope=\"col\">Stored</th><th scope=\"col\">Executed</th></tr></thead><tbody>\n");
        foreach (var applied in cell.Applied)
        {
            page.Append($"<tr><td>{E(applied.Rule)}</td><td>{E(applied.Where)}</td><td>{applied.Count}</td><td>{E(applied.Stored)}</td><td>{E(applied.Executed)}</td></tr>\n");
        }

        page.Append("</tbody></table></details>\n");
    }

    private static void AddRules(StringBuilder page, IReadOnlyList<NotebookVerification> verified)
    {
        var rules = VerifiedJson.Applied(verified).ToList();
        if (rules.Count == 0)
        {
            return;
        }

        page.Append("<h2>What was overlooked</h2>\n<table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Times</th><th scope=\"col\">What it overlooks</th></tr></thead><tbody>\n");
        rules.ForEach(rule => page.Append($"<tr><td>{E(rule.Name)}</td><td>{rule.Count}</td><td>{E(rule.Description)}</td></tr>\n"));
        page.Append("</tbody></table>\n");
    }
}
