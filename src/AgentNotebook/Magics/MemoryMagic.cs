using AgentNotebook.Display;
using AgentNotebook.Display.Curves;
using AgentNotebook.Gpu;
using AgentNotebook.Magics.Planning;
using AgentNotebook.Text;

namespace AgentNotebook.Magics;

/// <summary><c>#!gpu-mem</c>: draws the memory curve.</summary>
internal static class MemoryMagic
{
    private const string Mark = "--mark";
    private const string Since = "--since";

    public static MagicDeclaration Declaration { get; } = new(
        "#!gpu-mem",
        "Draws GPU memory over time, or process memory, said plainly, when there is no GPU; or plans where a model goes.",
        [
            new(Mark, ParameterKind.Text, "Marks this moment on the curve and draws nothing.") { ValueName = "NAME" },
            new(Since, ParameterKind.Text, "Begins the picture at a mark.") { ValueName = "MARK" },
            .. PlanMagic.Parameters,
        ],
        Run);

    private static Task Run(MagicInvocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Arguments.Has(PlanMagic.Plan))
        {
            PlanMagic.Run(invocation);
            return Task.CompletedTask;
        }

        var memory = invocation.Notebook.Services.Memory;
        if (invocation.Arguments.Get<string?>(Mark, null) is { } name)
        {
            memory.Mark(name);
            if (!invocation.Arguments.Has(Since))
            {
                return Task.CompletedTask;
            }
        }

        invocation.Notebook.Display(MemoryCurveView.Render(Curve(memory, invocation.Arguments.Get<string?>(Since, null))));
        return Task.CompletedTask;
    }

    private static MemoryCurve Curve(MemorySampler memory, string? since)
    {
        var all = memory.Snapshot();
        if (since is null)
        {
            return all;
        }

        if (all.Marks.Any(mark => mark.Name == since))
        {
            return memory.Since(since);
        }

        var names = all.Marks.Select(mark => mark.Name).Distinct().ToList();
        var nearest = NearestName.Of(since, names);
        throw new MagicException(
            $"There is no mark '{since}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}{(names.Count == 0 ? $"Set one with '#!gpu-mem {Mark} NAME'." : $"Marks: {string.Join(", ", names.Take(20))}.")}");
    }
}
