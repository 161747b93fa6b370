using System.Globalization;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Figures;

/// <summary>Figures as a table for a person.</summary>
internal static class FigureTable
{
    public static string Format(IEnumerable<Figure> figures) => TextTable.Format(
        ["PART", "FIGURE", "N#", "MEDIAN#", "P90#", "P99#", "MIN#", "MAX#", "UNIT", "GOAL", "OF GOAL#", ""],
        [.. figures.Select(Cells)]);

    private static string[] Cells(Figure figure)
    {
        var spread = figure.Spread;
        return
        [
            figure.Part, figure.Name, Say($"{spread.Count}"), Number(spread.Median), Number(spread.P90), Number(spread.P99), Number(spread.Min), Number(spread.Max), figure.Unit,
            figure.Goal?.ToString() ?? "",
            figure.RatioToGoal is { } ratio ? Say($"{ratio:0.00}") : "",
            figure.IsMet switch { true => "ok", false => "MISSED", null => "" },
        ];
    }

    private static string Number(double value) => Math.Abs(value) >= 1000 ? Say($"{value:0}") : Say($"{value:0.00}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
