using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.Svg;

namespace AgentNotebook.Display.StateGraph;

/// <summary>Draws the state machine and, on it, the way of a run.</summary>
internal sealed class StateGraphSvg
{
    private const string Font = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    private const double DetailSize = 11;
    private const double SmallDetailSize = 9.5;

    private readonly StringBuilder _svg = new(20_000);
    private readonly IReadOnlyList<GraphEdge> _edges;
    private readonly IReadOnlyList<(AgentState To, string Label)> _shared;
    private readonly StateGraphFrame _frame;
    private readonly RunRecord? _run;
    private readonly RunPath? _path;

    internal StateGraphSvg(TransitionTable table, RunRecord? run, StateGraphFrame frame)
    {
        _frame = frame;
        _edges = GraphEdge.Of(table);
        _shared = GraphEdge.Shared(_edges);
        _run = run;
        _path = run is null ? null : new RunPath(run);
    }

    /// <summary>Without a run there is nothing to stand back from.</summary>
    private SvgInk Untaken => _run is null ? SvgInk.Muted : SvgInk.Border;

    internal string Draw()
    {
        Open();
        DrawFrame();
        foreach (var edge in _edges.Where(edge => Taken(edge) == 0 && !IsShared(edge)))
        {
            DrawEdge(edge, nth: 0);
        }

        // Their lines may run over faint ones, never under.
        foreach (var group in _edges.Where(edge => Taken(edge) > 0).GroupBy(edge => edge.From))
        {
            var nth = 0;
            foreach (var edge in group)
            {
                DrawEdge(edge, nth);
                nth += TransitionTable.IsResting(edge.To) && edge.To != AgentState.Succeeded ? 1 : 0;
            }
        }

        foreach (var state in Enum.GetValues<AgentState>())
        {
            DrawState(state);
        }

        DrawCaption();
        return _svg.Append("</svg>").ToString();
    }

    private static string N(double value) => SvgNumber.Text(value);

    private static SvgInk Ink(AgentState state) => state switch
    {
        AgentState.Succeeded => SvgInk.Good,
        AgentState.Failed => SvgInk.Bad,
        AgentState.AwaitingHuman or AgentState.Retrying => SvgInk.Secondary,
        AgentState.Cancelled => SvgInk.Muted,
        _ => SvgInk.Primary,
    };

    // What renderers without style sheets see; a card is only ever read with one, and small.
    private string Fill(SvgInk ink) => _frame == StateGraphFrame.Card ? "" : $" fill=\"{SvgTheme.Light(ink)}\"";

    private string Stroke(SvgInk ink) => _frame == StateGraphFrame.Card ? "" : $" stroke=\"{SvgTheme.Light(ink)}\"";

    private void Open()
    {
        var (width, height) = (N(StateGraphLayout.Width), N(StateGraphLayout.Height));
        var title = _run is null ? "State machine of a run" : $"State graph of run {SvgText.Cut(_run.Id, 80)}, now {_run.State}";
        var description = _path is null
            ? $"{_edges.Count} edges between {Enum.GetValues<AgentState>().Length} states."
            : $"Path: {_path.InWords()}. Visits: {string.Join(", ", _path.VisitsInWords())}.";
        _svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{SvgTheme.RootClass}\"{(_run is null ? "" : $" {VolatileMark.Durations}")} role=\"img\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" style=\"{ShrinkingPicture.Style(StateGraphLayout.LeastWidth)}\" font-family=\"{Font}\">")
            .Append($"<title>{SvgText.Escape(title)}</title><desc>{SvgText.Escape(description)}</desc>");
        if (_frame == StateGraphFrame.Page)
        {
            _svg.Append($"<style>{SvgTheme.Css}</style>")
                .Append($"<rect x=\"0.5\" y=\"0.5\" width=\"{N(StateGraphLayout.Width - 1)}\" height=\"{N(StateGraphLayout.Height - 1)}\" rx=\"6\" class=\"{SvgTheme.FillClass(SvgInk.Panel)} {SvgTheme.StrokeClass(SvgInk.Border)}\"{Fill(SvgInk.Panel)}{Stroke(SvgInk.Border)}/>");
        }
    }

    private void DrawFrame()
    {
        var (left, top, right, bottom) = StateGraphLayout.Frame;
        _svg.Append($"<rect x=\"{N(left)}\" y=\"{N(top)}\" width=\"{N(right - left)}\" height=\"{N(bottom - top)}\" rx=\"14\" class=\"{SvgTheme.FillClass(SvgInk.Muted)} {SvgTheme.StrokeClass(SvgInk.Border)}\"{Fill(SvgInk.Muted)} fill-opacity=\"0.05\"{Stroke(SvgInk.Border)}/>");
        Text(right - 12, top + 17, "working", SvgInk.Muted, 11, "end");
        foreach (var (to, label) in _shared)
        {
            _svg.Append("<g>");
            Line(EdgeRoutes.FromFrame(to), Untaken, 1.4, $"Every working state → {to} ({label})");
            _svg.Append("</g>");
        }
    }

    private bool IsShared(GraphEdge edge) => StateGraphLayout.Working.Contains(edge.From) && _shared.Contains((edge.To, edge.Label));

    private int Taken(GraphEdge edge) => _path?.Traversals(edge.From, edge.To) ?? 0;

    private void DrawEdge(GraphEdge edge, int nth)
    {
        var taken = Taken(edge);
        var route = EdgeRoutes.Between(edge.From, edge.To, nth);
        var times = taken switch { 0 when _run is null => "", 0 => ": not taken", 1 => ": once", _ => $": {taken} times" };
        _svg.Append("<g>");
        var ink = taken > 0 ? Ink(edge.To) : Untaken;
        Line(route, ink, taken > 0 ? 2.2 : 1.4, $"{edge.From} → {edge.To} ({edge.Label}){times}");
        if (taken > 0)
        {
            var name = TransitionTable.IsResting(edge.From) && edge.To == AgentState.Ready ? $"{edge.Label} " : "";
            Text(route.LabelX, route.LabelY, $"{name}×{taken}", SvgInk.Text, 11.5, route.Anchor, bold: true, halo: true);
        }

        _svg.Append("</g>");
    }

    // The wide unseen stroke is for the pointer: a title shows where the line is met, and the line itself is thin.
    private void Line(EdgeRoute route, SvgInk ink, double width, string title) =>
        _svg.Append($"<title>{SvgText.Escape(title)}</title>")
            .Append(_frame == StateGraphFrame.Card ? "" : $"<path d=\"{route.Path}\" fill=\"none\" stroke=\"#000\" stroke-opacity=\"0\" stroke-width=\"12\"/>")
            .Append($"<path d=\"{route.Path}\" fill=\"none\" class=\"{SvgTheme.StrokeClass(ink)}\"{Stroke(ink)} stroke-width=\"{N(width)}\"/>")
            .Append($"<polygon points=\"{route.Head}\" class=\"{SvgTheme.FillClass(ink)}\"{Fill(ink)}/>");

    private void DrawState(AgentState state)
    {
        var box = StateGraphLayout.Of(state);
        var visits = _path?.Visits(state) ?? 0;
        var isCurrent = _run?.State == state;
        var ink = visits > 0 ? Ink(state) : Untaken;
        var final = TransitionTable.IsFinal(state);
        _svg.Append($"<g><title>{SvgText.Escape(Describe(state, visits, isCurrent))}</title>");
        Box(box, 0, SvgInk.Panel, 1, ink, isCurrent ? 3 : visits > 0 ? 1.6 : 1.2);
        if (visits > 0)
        {
            Box(box, 0, ink, 0.12, null, 0);
        }

        if (final)
        {
            Box(box, isCurrent ? 4.5 : 3.5, null, 0, ink, 1);
        }

        var detail = visits == 0 ? "" : $"×{visits}{(_path!.TimeText(state) is { } time ? $" · {time}" : "")}";
        var text = visits > 0 || _run is null ? SvgInk.Text : SvgInk.Muted;
        Text(box.X, box.Y + (detail.Length == 0 ? 4.5 : -2), Name(state), text, 13, "middle", bold: visits > 0);
        if (detail.Length > 0)
        {
            var size = SvgText.Width(detail, DetailSize) > box.Width ? SmallDetailSize : DetailSize;
            Text(box.X, box.Y + 13, detail, SvgInk.Text, size, "middle", mark: $" {VolatileMark.Durations}");
        }

        if (isCurrent)
        {
            DrawMarker(box, ink);
        }

        _svg.Append("</g>");
    }

    private static string Name(AgentState state) => state == AgentState.AwaitingHuman ? "Awaiting human" : state.ToString();

    /// <summary>A flag at the upper left corner: where the run is must not hang on a colour.</summary>
    private void DrawMarker(NodeBox box, SvgInk ink)
    {
        _svg.Append($"<rect x=\"{N(box.Left + 8)}\" y=\"{N(box.Top - 9)}\" width=\"34\" height=\"15\" rx=\"7.5\" class=\"{SvgTheme.FillClass(ink)}\"{Fill(ink)}/>");
        Text(box.Left + 25, box.Top + 2, "now", SvgInk.Panel, 10.5, "middle", bold: true);
    }

    private void Box(NodeBox box, double inset, SvgInk? fill, double opacity, SvgInk? stroke, double width)
    {
        var classes = string.Join(' ', ((string?[])[fill is { } f ? SvgTheme.FillClass(f) : null, stroke is { } s ? SvgTheme.StrokeClass(s) : null]).OfType<string>());
        _svg.Append($"<rect x=\"{N(box.Left + inset)}\" y=\"{N(box.Top + inset)}\" width=\"{N(box.Width - (2 * inset))}\" height=\"{N(NodeBox.Height - (2 * inset))}\" rx=\"{N(10 - inset)}\" class=\"{classes}\"")
            .Append(fill is { } filled ? $"{Fill(filled)}{(opacity < 1 ? $" fill-opacity=\"{opacity.ToString(System.Globalization.CultureInfo.InvariantCulture)}\"" : "")}" : " fill=\"none\"")
            .Append(stroke is { } stroked ? $"{Stroke(stroked)} stroke-width=\"{N(width)}\"/>" : "/>");
    }

    private string Describe(AgentState state, int visits, bool isCurrent)
    {
        if (_run is null)
        {
            return TransitionTable.IsFinal(state) ? $"{state}: a run ends here" : state.ToString();
        }

        var parts = new List<string> { visits switch { 0 => "not visited", 1 => "1 visit", _ => $"{visits} visits" } };
        if (_path!.TimeText(state) is { } time)
        {
            parts.Add(_run.Resumptions == 0 ? time : $"{time}, time in which no process ran it among it");
        }

        if (isCurrent)
        {
            parts.Add("the run is here");
        }

        return $"{state}: {string.Join(", ", parts)}";
    }

    private void DrawCaption()
    {
        if (_run is null)
        {
            Text(28, StateGraphLayout.CaptionY, "Double outline: a run ends here. The edges from the frame belong to each state in it.", SvgInk.Muted, 11.5, "start");
            return;
        }

        string[] words =
        [
            $"run {SvgText.Cut(_run.Id, 40)}",
            Count(_path!.Transitions, "transition", "transitions"),
            Count(_path.Rounds, "round", "rounds"),
            Count(_path.Retries, "retry", "retries"),
            .. _run.Resumptions == 0 ? Array.Empty<string>() : [$"resumed {Count(_run.Resumptions, "time", "times")}"],
        ];
        Text(28, StateGraphLayout.CaptionY, string.Join("  ·  ", words), SvgInk.Muted, 11.5, "start");
        Text(StateGraphLayout.Width - 28, StateGraphLayout.CaptionY, "double outline: a run ends here", SvgInk.Muted, 11.5, "end");
    }

    private static string Count(int number, string one, string many) => $"{number} {(number == 1 ? one : many)}";

    private void Text(double x, double y, string text, SvgInk ink, double size, string anchor, bool bold = false, bool halo = false, string mark = "") =>
        _svg.Append($"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\"{mark}{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{(bold ? " font-weight=\"600\"" : "")} class=\"{SvgTheme.FillClass(ink)}{(halo ? $" {SvgTheme.StrokeClass(SvgInk.Panel)}" : "")}\"{Fill(ink)}")
            .Append(halo ? $"{Stroke(SvgInk.Panel)} stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : "")
            .Append($">{SvgText.Escape(text)}</text>");
}
