using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Compiles guest code and its checks as a chain of C# submissions. The compiler stays warm in the parent; a worker only loads what comes out.</summary>
/// <remarks>
/// The code's result is its last expression, written without a semicolon, or else its variable named <c>result</c>.
/// Checks see every top-level name of the code, and <c>result</c>.
/// </remarks>
public sealed class GuestCompiler
{
    /// <summary>Namespaces every guest sees without asking: those an SDK project imports implicitly.</summary>
    public static readonly IReadOnlyList<string> ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly CSharpParseOptions _parse = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>Parses and binds <paramref name="code"/> as one guest submission, for asking the compiler about it.</summary>
    /// <param name="code">C# submission.</param>
    /// <param name="previous">The submission before it in the chain.</param>
    /// <param name="cancellationToken">Stops parsing.</param>
    public static CSharpCompilation CreateCompilation(string code, CSharpCompilation? previous = null, CancellationToken cancellationToken = default)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, System.Text.Encoding.UTF8), _parse, path: "cell.csx", cancellationToken: cancellationToken);
        return CreateCompilation(tree, previous);
    }

    /// <summary>Compiles the code and its checks.</summary>
    /// <param name="code">C# submission.</param>
    /// <param name="checks">C# expressions of type <see langword="bool"/>.</param>
    /// <param name="cancellationToken">Stops compiling.</param>
    /// <returns>A program, or the errors. A check that does not compile against the code is an error like any other, marked with the check.</returns>
    public GuestCompilation Compile(string code, IReadOnlyList<string> checks, CancellationToken cancellationToken = default)
    {
        var compilation = CreateCompilation(code, previous: null, cancellationToken);
        var errors = Errors(compilation, check: null, cancellationToken);
        if (errors.Count > 0)
        {
            return new GuestCompilation(null, errors);
        }

        throw new NotSupportedException($"Emitting {checks.Count} checks.");
    }

    private static CSharpCompilation CreateCompilation(SyntaxTree tree, CSharpCompilation? previous) =>
        CSharpCompilation.CreateScriptCompilation(
            "guest-" + Guid.NewGuid().ToString("N"),
            tree,
            FrameworkReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: ImplicitUsings, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true),
            previous);

    private static List<CodeDiagnostic> Errors(CSharpCompilation compilation, string? check, CancellationToken cancellationToken)
    {
        var errors = new List<CodeDiagnostic>();
        foreach (var diagnostic in compilation.GetDiagnostics(cancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            var span = diagnostic.Location.SourceSpan;
            var start = diagnostic.Location.GetLineSpan().StartLinePosition;
            errors.Add(new CodeDiagnostic(diagnostic.Id, diagnostic.GetMessage(), start.Line + 1, start.Character + 1, span.Start, span.Length, check));
        }

        return [.. errors.OrderBy(error => error.Start)];
    }
}
