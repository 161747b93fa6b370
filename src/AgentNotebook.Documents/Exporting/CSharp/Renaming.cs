using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>
/// Gives names that a notebook may use twice and a program may not a number: a later cell may declare a variable anew, methods may have
/// overloads, and a loop may count with a name that is a variable elsewhere. What each name means is asked of the compiler.
/// </summary>
internal sealed class Renaming
{
    private static readonly string[] _reserved = ["args", NotebookStandIn.TypeName, "display", "Display", "input", "password"];

    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _taken;

    public Renaming(IReadOnlyList<BoundPiece> pieces)
    {
        _taken = [.. _reserved, .. pieces.SelectMany(piece => piece.Piece.Tree.GetRoot().DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        var declared = new HashSet<string>(_reserved, StringComparer.Ordinal);
        foreach (var member in pieces.SelectMany(piece => piece.Members.OrderBy(member => member.Locations[0].SourceSpan.Start)))
        {
            if (!declared.Add(member.Name))
            {
                Rename(member);
            }
        }

        foreach (var piece in pieces)
        {
            foreach (var (_, symbol) in Declarations(piece).Where(declaration => IsInTheWay(declaration.Symbol, declared)))
            {
                Rename(symbol);
            }
        }
    }

    /// <summary>What has another name now, for the reader: old and new.</summary>
    public IEnumerable<(ISymbol Symbol, string Name)> Members => _names.Where(pair => pair.Key is IFieldSymbol or IMethodSymbol or INamedTypeSymbol).Select(pair => (pair.Key, pair.Value));

    /// <summary>The code of a piece with the names it has in the program.</summary>
    public CompilationUnitSyntax Apply(BoundPiece piece)
    {
        var root = (CompilationUnitSyntax)piece.Piece.Tree.GetRoot();
        if (_names.Count == 0)
        {
            return root;
        }

        var tokens = new Dictionary<SyntaxToken, string>();
        foreach (var (token, symbol) in Declarations(piece).Concat(Uses(piece)))
        {
            if (_names.TryGetValue(symbol, out var name))
            {
                tokens[token] = Inferred(token) is { } inferred ? $"{token.Text}{inferred}{name}" : name;
            }
        }

        return root.ReplaceTokens(tokens.Keys, (token, _) => SyntaxFactory.Identifier(token.LeadingTrivia, tokens[token], token.TrailingTrivia));
    }

    private static IEnumerable<(SyntaxToken Token, ISymbol Symbol)> Declarations(BoundPiece piece)
    {
        foreach (var token in piece.Piece.Tree.GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is not (null or SimpleNameSyntax)))
        {
            var symbol = token.Parent is ConstructorDeclarationSyntax or DestructorDeclarationSyntax
                ? piece.Model.GetDeclaredSymbol(token.Parent)?.ContainingType
                : piece.Model.GetDeclaredSymbol(token.Parent!);
            if (symbol is not null && (symbol.Name == token.ValueText))
            {
                yield return (token, symbol);
            }
        }
    }

    private static IEnumerable<(SyntaxToken Token, ISymbol Symbol)> Uses(BoundPiece piece)
    {
        foreach (var name in piece.Piece.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var info = piece.Model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
            symbol = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType : symbol;
            symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
            if (symbol?.OriginalDefinition is { } meant && meant.Name == name.Identifier.ValueText)
            {
                yield return (name.Identifier, meant);
            }
        }
    }

    /// <summary>A local whose block stands within the scope of a variable of that name: only functions may hide one.</summary>
    private static bool IsInTheWay(ISymbol symbol, HashSet<string> declared) =>
        declared.Contains(symbol.Name) && symbol switch
        {
            IRangeVariableSymbol => true,
            ILocalSymbol { ContainingSymbol: IFieldSymbol } => true,
            ILocalSymbol local => IsOutsideFunctions(local),
            _ => false,
        };

    private static bool IsOutsideFunctions(ILocalSymbol local) =>
        local.ContainingSymbol is IMethodSymbol { MethodKind: not (MethodKind.AnonymousFunction or MethodKind.LocalFunction) } method && method.ContainingType.IsScriptClass
        && method.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is CompilationUnitSyntax);

    /// <summary>What has to stand between the old name and the new one where the old one names a member too: <c>new { x }</c>, <c>(x, y)</c>.</summary>
    private static string? Inferred(SyntaxToken token) => token.Parent switch
    {
        IdentifierNameSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } } => " = ",
        IdentifierNameSyntax { Parent: ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax { Parent: not AssignmentExpressionSyntax } } } => ": ",
        _ => null,
    };

    private void Rename(ISymbol symbol)
    {
        if (_names.ContainsKey(symbol))
        {
            return;
        }

        var number = 2;
        while (!_taken.Add(string.Create(CultureInfo.InvariantCulture, $"{symbol.Name}{number}")))
        {
            number++;
        }

        _names[symbol] = string.Create(CultureInfo.InvariantCulture, $"{symbol.Name}{number}");
    }
}
