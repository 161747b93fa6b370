using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Execution.Compiling;

/// <summary>The compiler's errors in the lines of the source it was given.</summary>
internal static class GuestDiagnostics
{
    /// <summary>Identifier of an error about the code as a whole.</summary>
    internal const string CodeId = "AN0001";

    /// <summary>Identifier of an error about a check as a whole.</summary>
    internal const string CheckId = "AN0002";

    /// <summary>The errors of <paramref name="compilation"/>, in source order, at most <see cref="GuestCompiler.MaximumErrors"/>.</summary>
    internal static IReadOnlyList<CodeDiagnostic> Errors(CSharpCompilation compilation, string? check, CancellationToken cancellationToken) =>
        Describe(compilation.GetDiagnostics(cancellationToken), check);

    /// <summary>The errors among <paramref name="diagnostics"/>.</summary>
    internal static IReadOnlyList<CodeDiagnostic> Describe(IEnumerable<Diagnostic> diagnostics, string? check) =>
    [
        .. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Take(GuestCompiler.MaximumErrors)
            .Select(diagnostic => Describe(diagnostic, check)),
    ];

    private static CodeDiagnostic Describe(Diagnostic diagnostic, string? check)
    {
        var span = diagnostic.Location.SourceSpan;
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return new CodeDiagnostic(diagnostic.Id, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), start.Line + 1, start.Character + 1, span.Start, span.Length, check);
    }
}
