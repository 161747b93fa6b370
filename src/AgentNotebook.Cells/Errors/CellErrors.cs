using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Errors;

/// <summary>Describes what the compiler and the magics refuse.</summary>
internal static class CellErrors
{
    private const int MostDiagnostics = 20;

    public static CellError OfCompiler(IReadOnlyList<Diagnostic> diagnostics, string name, string code)
    {
        var lines = new List<string>();
        foreach (var diagnostic in diagnostics.Take(MostDiagnostics))
        {
            var (line, column) = Place(diagnostic);
            lines.Add($"{name}({line},{column}): error {diagnostic.Id}: {diagnostic.GetMessage()}");
            lines.AddRange(SourceExcerpt.At(code, line, column));
        }

        if (diagnostics.Count > MostDiagnostics)
        {
            lines.Add($"… and {diagnostics.Count - MostDiagnostics} more errors.");
        }

        var first = Place(diagnostics[0]);
        return new CellError(CellError.Compilation, $"{diagnostics[0].Id}: {diagnostics[0].GetMessage()}", lines, first.Line, first.Column);
    }

    public static CellError OfMagic(MagicException exception, string code)
    {
        var place = exception.Line == 0 ? "" : exception.Column == 0 ? $"line {exception.Line}: " : $"line {exception.Line}, column {exception.Column}: ";
        return new CellError(
            CellError.Magic,
            exception.Message,
            [place + exception.Message, .. SourceExcerpt.At(code, exception.Line, exception.Column)],
            exception.Line,
            exception.Column);
    }

    public static CellError Plain(string name, string message) => new(name, message, [message]);

    private static (int Line, int Column) Place(Diagnostic diagnostic)
    {
        if (!diagnostic.Location.IsInSource)
        {
            return (0, 0);
        }

        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return (start.Line + 1, start.Character + 1);
    }
}
