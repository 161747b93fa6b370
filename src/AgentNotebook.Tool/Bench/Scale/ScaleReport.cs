using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Scale;

/// <summary>The figures with what they were taken on, for a program and for a person.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="FileSystem">Of the disk that servers wrote to; in memory (<c>tmpfs</c>) a flush costs nothing.</param>
/// <param name="Figures">What was measured.</param>
/// <param name="Missing">What could not be measured here, and why.</param>
internal sealed record ScaleReport(Machine Machine, string FileSystem, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Missing)
{
    public IEnumerable<string> ToLines() => [FigureTable.Format(Figures), .. Missing.Select(what => $"Not measured: {what}"), "", .. Machine.ToLines(), $"Files on {FileSystem}"];
}
