using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>Finds room for marks: lines at a distance from each other, labels where they touch neither another label nor a line.</summary>
internal sealed class MarkLayout
{
    public const double FontSize = 10.5;

    private const int MaxLabels = 36;
    private const int Lanes = 3;
    private const int MaxCharacters = 28;
    private const double Gap = 4;
    private const double MinDistance = 3;

    private readonly List<(double From, double To, int Lane)> _taken = [];
    private readonly List<double> _lines = [];
    private readonly List<MarkLabel> _labels = [];

    /// <param name="marks">In order of time.</param>
    /// <param name="place">From time to pixels within the plot.</param>
    /// <param name="width">The plot's width.</param>
    /// <param name="maxLines">The most lines; where marks stand closer than that allows, some go without.</param>
    public MarkLayout(IReadOnlyList<MemoryMark> marks, Func<TimeSpan, double> place, double width, int maxLines)
    {
        List<(double X, string Name)> shown = [];
        var apart = marks.Count <= maxLines ? MinDistance : Math.Max(MinDistance, width / maxLines);
        foreach (var mark in marks)
        {
            var x = Math.Round(place(mark.At)) + 0.5;
            if (_lines.Count == 0 || x - _lines[^1] >= apart)
            {
                _lines.Add(x);
                shown.Add((x, mark.Name));
            }
        }

        // From the right: a label runs to the right of its line, so that in a cluster each earlier one goes one lane
        // up and its line comes down in front of the later labels.
        for (var i = shown.Count - 1; i >= 0 && _labels.Count < MaxLabels; i--)
        {
            PlaceLabel(shown[i].X, SvgText.Cut(shown[i].Name, MaxCharacters), width);
        }
    }

    /// <summary>Horizontal places of the lines.</summary>
    public IReadOnlyList<double> Lines => _lines;

    /// <summary>Labels that found room.</summary>
    public IReadOnlyList<MarkLabel> Labels => _labels;

    /// <summary>Lanes in use.</summary>
    public int LaneCount => _labels.Count == 0 ? 0 : _labels.Max(label => label.Lane) + 1;

    private void PlaceLabel(double x, string text, double width)
    {
        var length = SvgText.Width(text, FontSize) + Gap;
        for (var lane = 0; lane < Lanes; lane++)
        {
            if (Crosses(x, lane))
            {
                continue;
            }

            var right = (From: x, To: x + length);
            var left = (From: x - length, To: x);
            if (right.To <= width && IsFree(right, lane))
            {
                Take(right, lane, new MarkLabel(x, lane, text, IsLeftOfLine: false));
                return;
            }

            if (left.From >= 0 && right.To > width && IsFree(left, lane))
            {
                Take(left, lane, new MarkLabel(x, lane, text, IsLeftOfLine: true));
                return;
            }
        }
    }

    /// <summary>Whether the line from this lane down to the plot runs through a label of a lower lane.</summary>
    private bool Crosses(double x, int lane) => _taken.Exists(label => label.Lane < lane && label.From - 1 < x && x < label.To + 1);

    private bool IsFree((double From, double To) span, int lane) =>
        !_taken.Exists(label => label.Lane == lane && span.From < label.To + Gap && label.From < span.To + Gap)
        && !_labels.Exists(label => label.Lane > lane && span.From < label.X && label.X < span.To);

    private void Take((double From, double To) span, int lane, MarkLabel label)
    {
        _taken.Add((span.From, span.To, lane));
        _labels.Add(label);
    }
}
