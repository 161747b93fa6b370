using AgentNotebook.Execution;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Unpack;

/// <summary>The figures with what they were taken on, for a program and for a person.</summary>
internal sealed record UnpackReport(Machine Machine, SandboxLevel Level, string Folder, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Notes, IReadOnlyList<string> Wrong)
{
    public IEnumerable<string> ToLines() =>
    [
        FigureTable.Format(Figures),
        "",
        .. Machine.ToLines(),
        $"Level {Level.ToString().ToLowerInvariant()}; every time holds the start of the sandboxed process and the move into place. All wrote below {Folder}, in turns, the archive in memory from the turn before.",
        .. Notes,
        Wrong.Count == 0 ? "Every tree came out right." : $"{Wrong.Count} trees came out wrong.",
        .. Wrong.Select(fault => $"  WRONG: {fault}"),
    ];
}
