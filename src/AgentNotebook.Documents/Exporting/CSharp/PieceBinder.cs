using AgentNotebook.Cells;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Display;
using AgentNotebook.Execution.Compiling;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.DotNet.Interactive.Formatting;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>
/// Binds the pieces as the notebook would, each after those before it, and finds which cannot stand without a notebook: what uses its session,
/// and what uses a variable that a magic made, or that another such piece would have made.
/// </summary>
internal sealed class PieceBinder
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> _references = new(() =>
    [
        .. FrameworkReferences.All,
        .. new[] { typeof(CellGlobals), typeof(MimeBundle), typeof(Formatter), typeof(IHtmlContent) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ]);

    /// <summary>The members of a notebook that <see cref="NotebookStandIn"/> stands in for.</summary>
    private static readonly string[] _standsFor = ["display", "Display", "input", "password"];

    private readonly Dictionary<string, string> _missing = new(StringComparer.Ordinal);
    private readonly bool _hasPackages;
    private CSharpCompilation? _head;

    /// <param name="hasPackages">Whether packages are used, whose names the compiler does not know here.</param>
    public PieceBinder(bool hasPackages) => _hasPackages = hasPackages;

    /// <summary>The pieces that can stand in a program. Those that cannot say why.</summary>
    public IReadOnlyList<BoundPiece> Bind(IReadOnlyList<ProgramPiece> pieces)
    {
        var bound = new List<BoundPiece>();
        foreach (var piece in pieces)
        {
            if (piece is ProgramPiece.Magic { Makes: { } made } magic)
            {
                _missing[made] = $"'{made}', which {magic.Segment.Magic.Name} makes in cells[{magic.Cell.Index}]";
            }

            if (piece is ProgramPiece.Code code && Bind(code) is { } one)
            {
                bound.Add(one);
            }
        }

        return bound;
    }

    private BoundPiece? Bind(ProgramPiece.Code piece)
    {
        var compilation = CSharpCompilation.CreateScriptCompilation(
            $"piece{Guid.NewGuid():N}",
            piece.Tree,
            _references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: [.. CellReferences.Usings, .. CellReferences.StaticUsings], allowUnsafe: true, concurrentBuild: false),
            _head,
            globalsType: typeof(CellGlobals));
        var bound = new BoundPiece(piece, compilation, compilation.GetSemanticModel(piece.Tree));
        piece.LeftOut ??= Misspelled(piece) ?? NeedsNotebook(bound) ?? Fails(bound) ?? NoStatement(piece);
        if (piece.LeftOut is null && !piece.MayFail)
        {
            bound.Members.ToList().ForEach(member => _missing.Remove(member.Name));
            _head = compilation;
        }
        else
        {
            foreach (var member in bound.Members)
            {
                _missing[member.Name] = piece.LeftOut is null ? $"'{member.Name}', which ends with cells[{piece.Cell.Index}], for that one may fail" : $"'{member.Name}', which is left out with cells[{piece.Cell.Index}]";
            }
        }

        return piece.LeftOut is null ? bound : null;
    }

    private static string? Misspelled(ProgramPiece.Code piece) =>
        piece.Tree.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error ? $"it is no C#: {error.GetMessage()}" : null;

    private static string? NeedsNotebook(BoundPiece bound)
    {
        foreach (var name in bound.Piece.Tree.GetRoot().DescendantNodes(node => node is not UsingDirectiveSyntax).OfType<SimpleNameSyntax>())
        {
            var symbol = bound.Model.GetSymbolInfo(name).Symbol;
            var assembly = symbol is INamespaceSymbol ? null : symbol?.ContainingAssembly?.Name;
            if (assembly is not null && (assembly.StartsWith("AgentNotebook", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal)) && !_standsFor.Contains(symbol!.Name))
            {
                return $"it uses {symbol.Name}, which only a notebook has";
            }
        }

        return null;
    }

    private string? Fails(BoundPiece bound)
    {
        foreach (var error in bound.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            // CS0103: the name does not exist.
            var name = error.Id == "CS0103" ? bound.Piece.Tree.GetRoot().FindToken(error.Location.SourceSpan.Start).ValueText : "";
            if (_missing.TryGetValue(name, out var why))
            {
                return $"it needs {why}";
            }

            if (!_hasPackages)
            {
                return $"it does not compile: {error.GetMessage()}";
            }
        }

        return null;
    }

    /// <summary>What a submission may hold at its top and a program may not.</summary>
    private static string? NoStatement(ProgramPiece.Code piece)
    {
        var root = (CompilationUnitSyntax)piece.Tree.GetRoot();
        var member = root.Members.FirstOrDefault(member => member is BasePropertyDeclarationSyntax or EventFieldDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or ConstructorDeclarationSyntax or DestructorDeclarationSyntax);
        return member is not null ? $"a program has no place for a {(member is PropertyDeclarationSyntax ? "property" : "member such as an event or an operator")} outside a type"
            : root.DescendantNodes(node => node is CompilationUnitSyntax or GlobalStatementSyntax or StatementSyntax and not LocalFunctionStatementSyntax).OfType<ReturnStatementSyntax>().Any() ? "a return in it would end the program"
            : null;
    }
}
