using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.RunCard;

/// <summary>The look of every card. All rules hang on classes that begin with <c>anb-</c>, so that the page around a card keeps its own.</summary>
/// <remarks>Two classes in each selector outrank what JupyterLab says of headings, lists and tables. Without the style sheet a card is still an orderly text.</remarks>
internal static class CardStyle
{
    internal const string Root = SvgTheme.RootClass + " anb-card";

    internal static string Sheet { get; } = SvgTheme.Css + """
        .anb.anb-card{box-sizing:border-box;max-width:920px;padding:14px 18px;border:1px solid var(--anb-border);border-radius:8px;background:var(--anb-panel);color:var(--anb-text);font:14px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;text-align:left}
        .anb-card .anb-head{display:flex;flex-wrap:wrap;align-items:center;gap:4px 12px}
        .anb-card .anb-h{margin:0;padding:0;border:0;font-size:17px;line-height:1.3;font-weight:600;color:inherit}
        .anb-card .anb-h4{margin:16px 0 6px;padding:0;border:0;font-size:14px;line-height:1.3;font-weight:600;color:inherit}
        .anb-card .anb-badge{padding:1px 10px;border-radius:10px;font-size:13px;font-weight:600;color:var(--anb-panel);white-space:nowrap}
        .anb-card .anb-primary{background:var(--anb-primary)}.anb-card .anb-good{background:var(--anb-good)}.anb-card .anb-bad{background:var(--anb-bad)}.anb-card .anb-secondary{background:var(--anb-secondary)}.anb-card .anb-muted{background:var(--anb-muted)}
        .anb-card .anb-p{margin:8px 0;padding:0;color:inherit;overflow-wrap:anywhere}
        .anb-card .anb-lead{font-size:15px}
        .anb-card .anb-p.anb-note,.anb-card .anb-note{color:var(--anb-muted);font-size:13px}
        .anb-card .anb-ul{margin:6px 0;padding:0 0 0 22px;color:inherit;overflow-wrap:anywhere}
        .anb-card .anb-ul li{margin:2px 0}
        .anb-card .anb-dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:10px 20px;margin:12px 0;padding:10px 0;border:solid var(--anb-border);border-width:1px 0}
        .anb-card .anb-dl div{margin:0;min-width:0}
        .anb-card .anb-dl dt{float:none;width:auto;margin:0;padding:0;font-size:12px;font-weight:400;color:var(--anb-muted)}
        .anb-card .anb-dl dd{margin:0;padding:0;overflow-wrap:anywhere}
        .anb-card .anb-dl .anb-wide{grid-column:1/-1}.anb-card .anb-dl .anb-two{grid-column:span 2}
        .anb-card .anb-bar{display:block;height:4px;margin-top:4px;border-radius:2px;background:var(--anb-grid)}
        .anb-card .anb-bar span{display:block;height:4px;border-radius:2px}
        .anb-card .anb-try{margin:0;padding:0;border:0;border-top:1px solid var(--anb-border)}
        .anb-card .anb-try summary{padding:7px 0;cursor:pointer;color:inherit;overflow-wrap:anywhere}
        .anb-card .anb-try summary:focus-visible{outline:2px solid var(--anb-primary);outline-offset:1px}
        .anb-card .anb-body{padding:0 0 10px 16px}
        .anb-card .anb-ok{color:var(--anb-good);font-weight:600}.anb-card .anb-no{color:var(--anb-bad);font-weight:600}
        .anb-card .anb-code{margin:6px 0;padding:8px 10px;border:1px solid var(--anb-border);border-radius:6px;background:none;color:inherit;overflow-x:auto;white-space:pre;font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace}
        .anb-card .anb-code span{display:block;min-width:max-content}
        .anb-card .anb-add{background:rgba(46,160,67,.16)}.anb-card .anb-del{background:rgba(248,81,73,.16)}
        .anb-card .anb-mono{padding:0;border:0;background:none;color:inherit;font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace}
        .anb-card .anb-table{width:100%;margin:6px 0;border:0;border-collapse:collapse;table-layout:auto;font-size:13px;color:inherit}
        .anb-card .anb-table thead tr,.anb-card .anb-table tbody tr:nth-child(n){border:0;background:none}
        .anb-card .anb-table thead th,.anb-card .anb-table tbody tr:nth-child(n) td,.anb-card .anb-table tbody tr:nth-child(n) th{padding:4px 14px 4px 0;border:0;border-bottom:1px solid var(--anb-border);background:none;color:inherit;text-align:left;vertical-align:top;font-weight:400;max-width:none}
        .anb-card .anb-table tbody tr:nth-child(n) .anb-any{min-width:7em;overflow-wrap:anywhere}
        .anb-card .anb-table .anb-whole{white-space:nowrap}
        .anb-card .anb-scroll{overflow-x:auto}
        .anb-card .anb-table thead th{font-size:12px;color:var(--anb-muted);white-space:nowrap}
        .anb-card .anb-fig{margin:8px 0;padding:0;max-width:100%;overflow-x:auto}
        .anb-card .anb-said{white-space:pre-line}
        .anb-card .anb-value{white-space:pre-wrap;overflow-wrap:anywhere}
        .anb-card .anb-word{margin:0;padding:6px 0 6px 12px;border-top:1px solid var(--anb-border);border-left:4px solid var(--anb-secondary)}
        .anb-card .anb-word-person{border-left-color:var(--anb-accent)}
        .anb-card .anb-word .anb-p{margin:3px 0}.anb-card .anb-strong{font-weight:600}.anb-card .anb-strong .anb-note{font-weight:400}
        """.ReplaceLineEndings("");

    /// <summary>Opens a card with its style sheet.</summary>
    internal static Markup OpenCard() => new Markup().Open("div", Root).Open("style").Raw(Sheet).Close();
}
