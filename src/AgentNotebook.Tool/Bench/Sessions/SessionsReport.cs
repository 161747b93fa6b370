using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sessions;

/// <summary>The figures with what they were taken on, for a program and for a person.</summary>
internal sealed record SessionsReport(SessionsMachine Machine, IReadOnlyList<Figure> Figures)
{
    public IEnumerable<string> ToLines() => [FigureTable.Format(Figures), "", .. Machine.ToLines()];
}
