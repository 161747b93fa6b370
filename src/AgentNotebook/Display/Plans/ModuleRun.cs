using System.Globalization;
using AgentNotebook.Gpu.Planning;
using AgentNotebook.Gpu.Planning.Headers;

namespace AgentNotebook.Display.Plans;

/// <summary>Modules that stand beside each other in a model, on one device for one reason: one line or one segment.</summary>
/// <param name="Label">Their names: <c>model.layers.0–31</c>.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Device">Where they are.</param>
/// <param name="Bytes">What they take together.</param>
/// <param name="Reason">Why they are there.</param>
internal sealed record ModuleRun(string Label, int Count, PlanDevice Device, long Bytes, string Reason)
{
    /// <summary>The runs of a plan, in the model's order.</summary>
    public static IReadOnlyList<ModuleRun> Of(PlacementPlan plan)
    {
        List<ModuleRun> runs = [];
        for (var from = 0; from < plan.Modules.Count;)
        {
            var to = from + 1;
            while (to < plan.Modules.Count && Follows(plan.Modules[to - 1], plan.Modules[to]))
            {
                to++;
            }

            var first = plan.Modules[from];
            var last = to - from > 1 ? "–" + Number(plan.Modules[to - 1].Path) : "";
            runs.Add(new ModuleRun(ModelHeaderException.Shown(first.Path + last), to - from, first.Device, plan.Modules.Skip(from).Take(to - from).Sum(module => module.Bytes), first.Reason));
            from = to;
        }

        return runs;
    }

    private static bool Follows(PlacedModule before, PlacedModule module) =>
        ReferenceEquals(before.Device, module.Device) && before.Reason == module.Reason && before.Bytes == module.Bytes
        && Parent(before.Path) == Parent(module.Path)
        && Number(before.Path) is { } one && Number(module.Path) is { } next && next == one + 1;

    private static string Parent(string path) => path[..(path.LastIndexOf('.') + 1)];

    private static long? Number(string path) =>
        long.TryParse(path.AsSpan(path.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
