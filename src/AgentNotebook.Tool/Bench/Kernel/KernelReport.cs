using System.Globalization;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Kernel;

/// <summary>The figures with what they were taken on, for a program and for a person.</summary>
internal sealed record KernelReport(Machine Machine, IReadOnlyList<Figure> Figures, int Asked, IReadOnlyList<string> Wrong)
{
    public IEnumerable<string> ToLines() =>
    [
        FigureTable.Format(Figures),
        "",
        .. Machine.ToLines(),
        "Both kernels were asked by the same client, whose own time is part of every figure.",
        string.Create(CultureInfo.InvariantCulture, $"{Asked - Wrong.Count} of {Asked} answers right."),
        .. Wrong.Select(fault => $"  WRONG: {fault}"),
    ];
}
