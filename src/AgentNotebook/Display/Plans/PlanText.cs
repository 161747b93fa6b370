using System.Text;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Display.Plans;

/// <summary>A placement plan in plain text.</summary>
internal static class PlanText
{
    private const int MostRuns = 200;
    private const int MostName = 80;
    private const int MostReason = 300;
    private const int MostSource = 120;

    /// <summary>The answer, a table of modules, a table of devices, what would make it fit, and notes.</summary>
    public static string Render(PlacementPlan plan)
    {
        var text = new StringBuilder();
        text.Append(Heading(plan)).Append('\n').Append(Answer(plan)).Append('\n');
        foreach (var problem in plan.Problems)
        {
            text.Append("  ").Append(problem).Append('\n');
        }

        if (plan.Fits)
        {
            var runs = ModuleRun.Of(plan);
            text.Append('\n').Append(Table(["DEVICE", "MODULE", "SIZE", "WHY"], [.. runs.Take(MostRuns).Select(Row)]));
            if (runs.Count > MostRuns)
            {
                text.Append($"and {runs.Count - MostRuns} more lines; the JSON has every module\n");
            }
        }

        text.Append('\n').Append(Table(["DEVICE", "WEIGHTS", "BRING IN", "CONTEXT", "MARGIN", "LEFT", "OF", ""], [.. plan.Devices.Select(Row)]));
        if (!plan.Fits)
        {
            text.Append('\n').Append(Advice(plan));
        }

        text.Append('\n');
        foreach (var note in plan.Notes)
        {
            text.Append("· ").Append(note).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The model in a line.</summary>
    public static string Heading(PlacementPlan plan)
    {
        var quantized = plan.Request.Quantization == WeightQuantization.None ? "" : $", {ByteSize.Text(plan.WeightBytes)} quantized to {plan.Request.Quantization.ToString().ToLowerInvariant()}";
        return $"{ModelHeaderException.Shown(Path.GetFileName(Path.TrimEndingDirectorySeparator(plan.Model.Path)))}: {plan.Model.Tensors.Count} tensors, {ByteSize.Text(plan.Model.Bytes)}{quantized}";
    }

    /// <summary>Whether it fits, and what is where, in a line.</summary>
    public static string Answer(PlacementPlan plan) => plan.Fits
        ? $"It fits: {string.Join(", ", plan.Devices.Where(placed => placed.WeightBytes > 0).Select(placed => $"{ByteSize.Text(placed.WeightBytes)} on {placed.Device.Label}"))}."
        : "It does not fit.";

    /// <summary>What would make it fit, a line each.</summary>
    public static string Advice(PlacementPlan plan)
    {
        if (plan.Changes.Count == 0)
        {
            return "No single change of those that were tried makes it fit: quantizing, a folder to offload to, more memory on one device.\n";
        }

        var text = new StringBuilder("What would make it fit, the smallest change first; each was tried:\n");
        foreach (var change in plan.Changes)
        {
            text.Append($"  {change.Flags}: {change.Words}. Then {string.Join(", ", change.Plan.Devices.Where(placed => placed.WeightBytes > 0).Select(placed => $"{ByteSize.Text(placed.WeightBytes)} on {placed.Device.Label}"))}.\n");
        }

        return text.ToString();
    }

    private static string[] Row(ModuleRun run) =>
        [run.Device.Label, SvgText.Cut(run.Label, MostName), run.Count > 1 ? $"{run.Count} × {ByteSize.Text(run.Bytes / run.Count)}" : ByteSize.Text(run.Bytes), SvgText.Cut(ModelHeaderException.Shown(run.Reason), MostReason)];

    private static string[] Row(PlacedDevice placed) =>
    [
        placed.Device.Label, ByteSize.Text(placed.WeightBytes), ByteSize.Text(placed.BringInBytes), ByteSize.Text(placed.Device.ContextBytes), ByteSize.Text(placed.Device.ReserveBytes),
        ByteSize.Text(placed.FreeBytes), ByteSize.Text(placed.Device.MemoryBytes), SvgText.Cut(ModelHeaderException.Shown(placed.Device.Source), MostSource),
    ];

    private static string Table(IReadOnlyList<string> titles, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = titles.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToList();
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(titles))
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
