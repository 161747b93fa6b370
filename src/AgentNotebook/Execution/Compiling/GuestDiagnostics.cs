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

    /// <summary>Identifier of an error about a variable the code is to start with.</summary>
    internal const string VariableId = "AN0003";

    /// <summary>Identifier of the error about a directive that would have the compiler open a file.</summary>
    internal const string DirectiveId = "AN0004";

    // The compiler's own words for #r and #load speak of options nobody here can set.
    private static readonly Dictionary<string, string> _directives = new()
    {
        ["CS7099"] = "#r is not supported in guest code: whoever wrote the code does not choose what is read here. Name the assembly where the code is started: --reference FILE.",
        ["CS8099"] = "#load is not supported in guest code: whoever wrote the code does not choose what is read here. Put the code in, or hand the file in with --input NAME=FILE and read Inputs[\"NAME\"].",
    };

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
        var (id, message) = _directives.TryGetValue(diagnostic.Id, out var ours)
            ? (DirectiveId, ours)
            : (diagnostic.Id, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        return new CodeDiagnostic(id, message, start.Line + 1, start.Character + 1, span.Start, span.Length, check);
    }
}
