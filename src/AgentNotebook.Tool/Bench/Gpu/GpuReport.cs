using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary>The figures with what they were taken on, for a program and for a person.</summary>
internal sealed record GpuReport(Machine Machine, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Wrong)
{
    public IEnumerable<string> ToLines() =>
    [
        FigureTable.Format(Figures),
        "",
        .. Machine.ToLines(),
        .. Wrong.Select(fault => $"  WRONG: {fault}"),
    ];
}
