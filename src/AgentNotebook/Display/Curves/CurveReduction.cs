namespace AgentNotebook.Display.Curves;

/// <summary>Reduces a line to what a number of pixel columns can show.</summary>
internal static class CurveReduction
{
    /// <summary>The lowest and the highest of each column in order of time, with the first and the last of all.</summary>
    /// <param name="points">In order of time.</param>
    /// <param name="end">Time at the right edge.</param>
    /// <param name="columns">Columns; the result has at most two a column and two more.</param>
    public static IReadOnlyList<CurvePoint> Reduce(IReadOnlyList<CurvePoint> points, TimeSpan end, int columns)
    {
        var line = new ColumnLine();
        for (var i = 0; i < points.Count;)
        {
            var column = Column(points[i].At);
            var (first, low, high) = (points[i], points[i], points[i]);
            for (; i < points.Count && Column(points[i].At) <= column; i++)
            {
                low = points[i].Value < low.Value ? points[i] : low;
                high = points[i].Value >= high.Value ? points[i] : high;
            }

            line.Add(first, low, high, points[i - 1]);
        }

        return line.Points;

        int Column(TimeSpan at) => (int)Math.Clamp(at / end * columns, 0, columns - 1);
    }
}
