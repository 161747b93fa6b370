using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Models.Repair;

/// <summary>Where things stand in a syntax tree.</summary>
internal static class Places
{
    /// <summary>A nested body: a block or statement that has sequence points of its own.</summary>
    public static bool IsBody(SyntaxNode node) => node is StatementSyntax and not LocalFunctionStatementSyntax
        ? node.Parent is not GlobalStatementSyntax
        : node is LocalFunctionStatementSyntax or BaseTypeDeclarationSyntax or MethodDeclarationSyntax;

    public static IReadOnlyList<SyntaxNode> At(CodeView view, int line)
    {
        var span = view.Text.Lines[line - 1].Span;
        var candidates = view.Root.DescendantNodes()
            .Where(node => node is StatementSyntax and not BlockSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax and not BaseTypeDeclarationSyntax
                || (node is ExpressionSyntax && node.Parent is AnonymousFunctionExpressionSyntax))
            .ToList();
        var starting = candidates.Where(node => view.LineOf(node.SpanStart) == line && node is not MethodDeclarationSyntax and not LocalFunctionStatementSyntax).ToList();
        if (starting.Count > 0)
        {
            return starting;
        }

        return [.. candidates.Where(node => node.Span.Start <= span.End && node.Span.End >= span.Start).OrderBy(node => node.Span.Length).Take(1)];
    }

    public static IEnumerable<StatementSyntax> Loops(SyntaxNode node) => node.AncestorsAndSelf()
        .OfType<StatementSyntax>()
        .Where(s => s is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax);

    public static StatementSyntax? BodyOf(SyntaxNode loop) => loop switch
    {
        ForStatementSyntax f => f.Statement,
        WhileStatementSyntax w => w.Statement,
        DoStatementSyntax d => d.Statement,
        CommonForEachStatementSyntax e => e.Statement,
        IfStatementSyntax i => i.Statement,
        _ => null,
    };

    public static ExpressionSyntax? ConditionOf(SyntaxNode node) => node switch
    {
        ForStatementSyntax f => f.Condition,
        WhileStatementSyntax w => w.Condition,
        DoStatementSyntax d => d.Condition,
        IfStatementSyntax i => i.Condition,
        _ => null,
    };

    /// <summary>The method, local function, lambda or accessor around a node; null at the top level of the code.</summary>
    public static SyntaxNode? Function(SyntaxNode node) => node.AncestorsAndSelf()
        .FirstOrDefault(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax
            || (n is PropertyDeclarationSyntax { ExpressionBody: not null }));

    public static (TypeSyntax Type, SyntaxTokenList Modifiers, BlockSyntax? Body, ArrowExpressionClauseSyntax? Arrow, ParameterListSyntax Parameters)? Parts(SyntaxNode? function) => function switch
    {
        MethodDeclarationSyntax m => (m.ReturnType, m.Modifiers, m.Body, m.ExpressionBody, m.ParameterList),
        LocalFunctionStatementSyntax l => (l.ReturnType, l.Modifiers, l.Body, l.ExpressionBody, l.ParameterList),
        _ => null,
    };

    public static SyntaxNode? Declaration(ISymbol? symbol) => symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    /// <summary>The statement that holds a node, as an element of a block or of the top level.</summary>
    public static StatementSyntax? Statement(SyntaxNode node) => node.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(s => s is not BlockSyntax);

    public static string Indent(CodeView view, SyntaxNode node)
    {
        var line = view.Text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line[..^line.TrimStart().Length];
    }

    public static IEnumerable<IdentifierNameSyntax> References(CodeView view, ISymbol symbol, SyntaxNode? within = null) =>
        (within ?? view.Root).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(id => id.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(view.Model.GetSymbolInfo(id) is { Symbol: { } known } ? known : view.Model.GetSymbolInfo(id).CandidateSymbols.FirstOrDefault(), symbol));

    /// <summary>Whether an expression is written to where it stands.</summary>
    public static bool IsWritten(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax a => a.Left == expression,
        PrefixUnaryExpressionSyntax p => p.IsKind(SyntaxKind.PreIncrementExpression) || p.IsKind(SyntaxKind.PreDecrementExpression),
        PostfixUnaryExpressionSyntax p => p.IsKind(SyntaxKind.PostIncrementExpression) || p.IsKind(SyntaxKind.PostDecrementExpression),
        ArgumentSyntax a => !a.RefKindKeyword.IsKind(SyntaxKind.None),
        _ => false,
    };
}
