using System.Text;
using AgentNotebook.Cells;
using AgentNotebook.Cells.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>Sorts a submission into the parts of a program.</summary>
/// <remarks>
/// A submission's variables are fields: they are there before they get a value, and methods above may name them. In a program they are locals:
/// each gets a value, and a method that names one below it moves to the end of its piece.
/// </remarks>
internal sealed class PartSplitter
{
    private readonly BoundPiece _piece;
    private readonly CompilationUnitSyntax _named;
    private readonly CompilationUnitSyntax _root;
    private readonly StringBuilder _statements = new();
    private readonly StringBuilder _functions = new();
    private readonly List<string> _extensions = [];
    private readonly List<string> _types = [];

    private PartSplitter(BoundPiece piece, CompilationUnitSyntax named)
    {
        _piece = piece;
        _named = named;
        _root = (CompilationUnitSyntax)piece.Piece.Tree.GetRoot();
    }

    /// <param name="piece">The piece.</param>
    /// <param name="named">Its code with the names of the program.</param>
    public static ProgramParts Split(BoundPiece piece, CompilationUnitSyntax named) => new PartSplitter(piece, named).Split();

    private bool ShowsDifferently { get; set; }

    private ProgramParts Split()
    {
        var hasResult = SubmissionSyntax.HasResult(_piece.Compilation, _piece.Piece.Tree, CancellationToken.None);
        // The same members as in the piece, in the same order, with other names.
        foreach (var (member, original) in _named.Members.Zip(_root.Members))
        {
            switch (member)
            {
                case GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }:
                    AddResult(last, (ExpressionStatementSyntax)((GlobalStatementSyntax)original).Statement, hasResult);
                    break;
                case FieldDeclarationSyntax field:
                    _statements.Append(Local(field));
                    break;
                case MethodDeclarationSyntax method when method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) is true:
                    _extensions.Add(InClass(method).ToFullString());
                    break;
                case MethodDeclarationSyntax method:
                    _ = (NamesWhatComesLater((MethodDeclarationSyntax)original) ? _functions : _statements).Append(WithoutAccess(method).ToFullString());
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    _types.Add(WithoutAccess(member).ToFullString());
                    break;
                default:
                    _statements.Append(member.ToFullString());
                    break;
            }
        }

        // Comments behind the last member.
        _statements.Append(_named.EndOfFileToken.LeadingTrivia.ToFullString());
        return new ProgramParts(
            [.. _named.Usings.Where(directive => !IsNotebooks(directive)).Select(directive => directive.NormalizeWhitespace().ToString())],
            Joined(),
            _extensions,
            _types)
        {
            ShowsDifferently = ShowsDifferently,
        };
    }

    private string Joined()
    {
        var statements = _statements.ToString().Trim('\r', '\n');
        var functions = _functions.ToString().Trim('\r', '\n');
        return functions.Length == 0 ? statements : statements.Length == 0 ? functions : $"{statements}\n\n{functions}";
    }

    /// <summary>What ends the cell is shown below it.</summary>
    private void AddResult(ExpressionStatementSyntax last, ExpressionStatementSyntax original, bool hasResult)
    {
        var expression = last.Expression.WithoutTrivia().ToFullString();
        var isShown = hasResult && _piece.Model.GetTypeInfo(original.Expression).Type?.Name != nameof(DisplayedValue);
        ShowsDifferently = isShown && !PlainValues.Contains(_piece.Model.GetTypeInfo(original.Expression).Type);
        _statements.Append(last.GetLeadingTrivia().ToFullString()).Append(isShown ? $"display({expression});" : $"{expression};").Append(last.GetTrailingTrivia().ToFullString());
    }

    private static string Local(FieldDeclarationSyntax field)
    {
        var variables = field.Declaration.Variables.Select(variable => variable.Initializer is not null ? variable : variable.WithInitializer(
            SyntaxFactory.EqualsValueClause(SyntaxFactory.ParseExpression("default!").WithLeadingTrivia(SyntaxFactory.Space)).WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space))));
        var declaration = field.Declaration.WithVariables(SyntaxFactory.SeparatedList(variables, field.Declaration.Variables.GetSeparators()));
        var isConstant = field.Modifiers.Any(SyntaxKind.ConstKeyword);
        return $"{field.GetLeadingTrivia().ToFullString()}{(isConstant ? "const " : "")}{declaration.WithoutLeadingTrivia().ToFullString()}{field.SemicolonToken.ToFullString()}";
    }

    private static MemberDeclarationSyntax WithoutAccess(MemberDeclarationSyntax member)
    {
        var kept = member.Modifiers.Where(modifier => modifier.Kind() is not (SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword));
        return kept.Count() == member.Modifiers.Count ? member : member.WithLeadingTrivia().WithModifiers(SyntaxFactory.TokenList(kept)).WithLeadingTrivia(member.GetLeadingTrivia());
    }

    /// <summary>In its class, everything has to reach it.</summary>
    private static MemberDeclarationSyntax InClass(MethodDeclarationSyntax method)
    {
        var plain = WithoutAccess(method);
        return plain.WithLeadingTrivia().WithModifiers(plain.Modifiers.Insert(0, SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTrailingTrivia(SyntaxFactory.Space))).WithLeadingTrivia(plain.GetLeadingTrivia());
    }

    private bool NamesWhatComesLater(MethodDeclarationSyntax method) => method.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
        _piece.Model.GetSymbolInfo(name).Symbol is IFieldSymbol { ContainingType.IsScriptClass: true } field
        && field.Locations[0].SourceTree == _piece.Piece.Tree
        && field.Locations[0].SourceSpan.Start > method.SpanStart);

    private static bool IsNotebooks(UsingDirectiveSyntax directive) =>
        directive.NamespaceOrType.ToString() is var name && (name.StartsWith("AgentNotebook", StringComparison.Ordinal) || name.StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal));
}
