using System.Globalization;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>The figures with what they were taken on, for a program and for a person.</summary>
internal sealed record SandboxReport(Machine Machine, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes, Answers Answers)
{
    public IEnumerable<string> ToLines()
    {
        yield return TextTable.Format(
            ["PART", "FIGURE", "N#", "MEDIAN#", "P90#", "P99#", "MIN#", "MAX#", "UNIT", "GOAL", "OF GOAL#", ""],
            [.. Figures.Select(Cells)]);
        yield return "";
        yield return Say($"{Machine.Processors} processors, {Machine.System}, {Machine.Kernel}, {Machine.Architecture}, {Machine.Runtime}");
        yield return $"Level {Machine.Level.ToString().ToLowerInvariant()}: {Machine.LevelInWords}";
        yield return $"ReadyToRun: tool {YesNo(Machine.ToolIsReadyToRun)}, compiler {YesNo(Machine.CompilerIsReadyToRun)}, worker {YesNo(Machine.WorkerIsReadyToRun)}";
        yield return Say($"Load average {Machine.LoadAtStart:0.00} at the start, {Machine.LoadAtEnd:0.00} at the end; a fixed loop took {Machine.Calibration.Median:0.00} ms (median ÷ min {Machine.CalibrationMedianOverMin:0.00}, p99 ÷ median {Machine.CalibrationP99OverMedian:0.00}, max {Machine.Calibration.Max:0.00} ms)");
        foreach (var note in Notes)
        {
            yield return note;
        }

        yield return Say($"{Answers.Right} of {Answers.Asked} answers right.");
        foreach (var fault in Answers.Faults)
        {
            yield return $"  WRONG: {fault}";
        }
    }

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

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
