using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace AgentNotebook.Cells.Interrupts;

/// <summary>
/// Puts the question whether the cell was interrupted into every loop, before every goto, and at the beginning of methods, local functions
/// and lambdas. No line of the source gets another number.
/// </summary>
/// <remarks>
/// Left out are lambdas that are an expression, which may become expression trees, and async methods of that form, whose kind of result the
/// syntax does not tell. Roslyn's own <c>InstrumentationKind.ModuleCancellation</c> leaves out a script's top-level code and puts its token
/// in the place of those that the code passes.
/// </remarks>
internal sealed class InterruptChecks : CSharpSyntaxRewriter
{
    private const string Type = "global::" + nameof(AgentNotebook) + "." + nameof(Cells) + "." + nameof(Interrupts) + "." + nameof(CellInterrupt);

    private static readonly StatementSyntax _check = ParseStatement($"if ({Type}.{nameof(CellInterrupt.Requested)}) {Type}.{nameof(CellInterrupt.Throw)}();");

    private InterruptChecks()
    {
    }

    /// <summary>The tree with checks; the very tree when there is nowhere to put one, or when it is too deep to be walked.</summary>
    public static SyntaxTree Into(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var root = tree.GetRoot(cancellationToken);
        try
        {
            var checkedRoot = new InterruptChecks().Visit(root);
            return ReferenceEquals(root, checkedRoot) ? tree : tree.WithRootAndOptions(checkedRoot, tree.Options);
        }
        catch (InsufficientExecutionStackException)
        {
            return tree;
        }
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) =>
        base.VisitWhileStatement(node) is WhileStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) =>
        base.VisitDoStatement(node) is DoStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) =>
        base.VisitForStatement(node) is ForStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) =>
        base.VisitForEachStatement(node) is ForEachStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        base.VisitForEachVariableStatement(node) is ForEachVariableStatementSyntax loop ? loop.WithStatement(Checked(loop.Statement)) : null;

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) =>
        base.VisitGotoStatement(node) is GotoStatementSyntax jump ? Checked(jump) : null;

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if (base.VisitMethodDeclaration(node) is not MethodDeclarationSyntax method)
        {
            return null;
        }

        return method.Body is { } body
            ? method.WithBody(Checked(body))
            : Checked(method.ExpressionBody, method.ReturnType, method.Modifiers, method.SemicolonToken) is { } block
                ? method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block)
                : method;
    }

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        if (base.VisitLocalFunctionStatement(node) is not LocalFunctionStatementSyntax function)
        {
            return null;
        }

        return function.Body is { } body
            ? function.WithBody(Checked(body))
            : Checked(function.ExpressionBody, function.ReturnType, function.Modifiers, function.SemicolonToken) is { } block
                ? function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block)
                : function;
    }

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        var visited = base.VisitParenthesizedLambdaExpression(node);
        return visited is ParenthesizedLambdaExpressionSyntax { Block: { } block } lambda ? lambda.WithBlock(Checked(block)) : visited;
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        var visited = base.VisitSimpleLambdaExpression(node);
        return visited is SimpleLambdaExpressionSyntax { Block: { } block } lambda ? lambda.WithBlock(Checked(block)) : visited;
    }

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) =>
        base.VisitAnonymousMethodExpression(node) is AnonymousMethodExpressionSyntax method ? method.WithBlock(Checked(method.Block)) : null;

    private static StatementSyntax Checked(StatementSyntax statement) => statement is BlockSyntax block ? Checked(block) : Block(_check, statement);

    private static BlockSyntax Checked(BlockSyntax block) => block.WithStatements(block.Statements.Insert(0, _check));

    private static BlockSyntax? Checked(ArrowExpressionClauseSyntax? arrow, TypeSyntax returned, SyntaxTokenList modifiers, SyntaxToken end)
    {
        if (arrow is null || arrow.Expression is ThrowExpressionSyntax or RefExpressionSyntax || modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            return null;
        }

        StatementSyntax statement = returned is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            ? ExpressionStatement(arrow.Expression)
            : ReturnStatement(Token(default, SyntaxKind.ReturnKeyword, TriviaList(Space)), arrow.Expression, Token(SyntaxKind.SemicolonToken));
        // What stands around the arrow and the semicolon may hold line ends.
        return Block(
            Token(arrow.ArrowToken.LeadingTrivia, SyntaxKind.OpenBraceToken, arrow.ArrowToken.TrailingTrivia),
            List([_check, statement]),
            Token(end.LeadingTrivia, SyntaxKind.CloseBraceToken, end.TrailingTrivia));
    }
}
