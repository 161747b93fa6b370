using System.Globalization;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Sandbox;

/// <summary>The figures with what they were taken on, for a program and for a person.</summary>
internal sealed record SandboxReport(SandboxMachine Machine, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes, Answers Answers)
{
    public IEnumerable<string> ToLines() =>
    [
        FigureTable.Format(Figures),
        "",
        .. Machine.ToLines(),
        .. Notes,
        string.Create(CultureInfo.InvariantCulture, $"{Answers.Right} of {Answers.Asked} answers right."),
        .. Answers.Faults.Select(fault => $"  WRONG: {fault}"),
    ];
}
