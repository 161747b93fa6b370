namespace AgentNotebook.Display.Curves;

/// <summary>A line that is gathered column by column: of each its lowest and its highest point in order of time, and the line's first and last.</summary>
internal sealed class ColumnLine
{
    private readonly List<CurvePoint> _points = [];
    private CurvePoint? _last;

    /// <summary>The line.</summary>
    public IReadOnlyList<CurvePoint> Points => _last is { } last && _points[^1] != last ? [.. _points, last] : _points;

    /// <summary>Adds a column.</summary>
    /// <param name="first">Its first point.</param>
    /// <param name="low">Its lowest.</param>
    /// <param name="high">Its highest.</param>
    /// <param name="last">Its last.</param>
    public void Add(CurvePoint first, CurvePoint low, CurvePoint high, CurvePoint last)
    {
        if (_points.Count == 0)
        {
            _points.Add(first);
        }

        AddNew(low.At <= high.At ? low : high);
        AddNew(low.At <= high.At ? high : low);
        _last = last;
    }

    private void AddNew(CurvePoint point)
    {
        if (_points[^1] != point)
        {
            _points.Add(point);
        }
    }
}
