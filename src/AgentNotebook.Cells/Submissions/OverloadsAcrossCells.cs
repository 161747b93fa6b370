using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Submissions;

/// <summary>
/// Finds calls of a method of an earlier cell whose name a later cell has given to a method with other parameters. Roslyn 5.12 takes both
/// for overloads, chooses by the arguments, and hands the earlier one the later cell's variables as if they were its own: it reads memory
/// that belongs to something else. It is also not what a person means who writes a method anew.
/// </summary>
internal sealed class OverloadsAcrossCells
{
#pragma warning disable RS2008 // Its releases are those of the notebook, and no analyzer's.
    private static readonly DiagnosticDescriptor _refused = new(
        "ANB001",
        "A method of an earlier cell under a name that a later one took",
        "'{0}' is of an earlier cell; a later one has declared '{1}', and methods of one name in several cells cannot be called side by side. Convert the arguments to what the later one takes, give one of them another name, or declare both in one cell.",
        "AgentNotebook",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);
#pragma warning restore RS2008

    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declaredAgain = new(StringComparer.Ordinal);

    /// <summary>Notes what a submission that joins the chain declares.</summary>
    public void Add(SyntaxTree tree)
    {
        foreach (var name in Methods(tree))
        {
            if (!_declared.Add(name))
            {
                _declaredAgain.Add(name);
            }
        }
    }

    /// <summary>Whether a submission may hold such a call; binding it anew to know costs what a compilation costs.</summary>
    public bool MayBeIn(SyntaxTree tree)
    {
        if (_declared.Count == 0)
        {
            return false;
        }

        var own = Methods(tree).Where(_declared.Contains).ToHashSet(StringComparer.Ordinal);
        return (own.Count > 0 || _declaredAgain.Count > 0)
            && tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Any(name => own.Contains(name.Identifier.ValueText) || _declaredAgain.Contains(name.Identifier.ValueText));
    }

    /// <summary>The calls, as errors of the compiler.</summary>
    /// <param name="compilation">The submission, which compiles.</param>
    /// <param name="tree">Its code.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static List<Diagnostic> Find(CSharpCompilation compilation, SyntaxTree tree, CancellationToken cancellationToken)
    {
        var model = compilation.GetSemanticModel(tree);
        var errors = new List<Diagnostic>();
        foreach (var name in tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name, cancellationToken).Symbol is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary, ContainingType: { IsScriptClass: true } owner } method
                && Latest(compilation, method.Name) is { } latest
                && !SymbolEqualityComparer.Default.Equals(latest.ContainingType, owner))
            {
                errors.Add(Diagnostic.Create(_refused, name.GetLocation(), Shown(method), Shown(latest)));
            }
        }

        return errors;
    }

    private static IEnumerable<string> Methods(SyntaxTree tree) =>
        ((CompilationUnitSyntax)tree.GetRoot()).Members.OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.ValueText);

    private static IMethodSymbol? Latest(Compilation compilation, string name)
    {
        for (Compilation? link = compilation; link is not null; link = link.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            if (link.ScriptClass?.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault() is { } method)
            {
                return method;
            }
        }

        return null;
    }

    private static string Shown(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
