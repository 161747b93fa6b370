using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>Which places of a program may hold a slip. Its data may not: inputs and the result's own value are what the user meant, and changing them would meet a check without mending anything.</summary>
internal static class Slips
{
    public static bool Apply(RepairContext context) => context.Outcome is { Verdict: not Execution.Verdict.Refused };

    /// <summary>Whether a literal is data: an element, an argument, a default, all that a function returns, or the value of a variable that is never written again.</summary>
    public static bool IsData(RepairContext context, LiteralExpressionSyntax literal)
    {
        var outer = (SyntaxNode)literal;
        while (outer.Parent is PrefixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            outer = outer.Parent;
        }

        return outer.Parent switch
        {
            InitializerExpressionSyntax or ExpressionElementSyntax or ArgumentSyntax { Parent: ArgumentListSyntax } or AttributeArgumentSyntax or CaseSwitchLabelSyntax or ConstantPatternSyntax => true,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText == "result" || !IsWrittenLater(context, declarator),
            EqualsValueClauseSyntax => true,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "result" } } => true,
            ExpressionStatementSyntax or ArrowExpressionClauseSyntax => true,
            ReturnStatementSyntax => Places.Function(literal)?.DescendantNodes().OfType<ReturnStatementSyntax>().Count() is null or 1,
            _ => false,
        };
    }

    public static bool IsWrittenLater(RepairContext context, VariableDeclaratorSyntax declarator) =>
        context.Model.GetDeclaredSymbol(declarator) is { } symbol && Places.References(context.View, symbol).Any(Places.IsWritten);

    /// <summary>Whether a node stands in the statement that names the result.</summary>
    public static bool IsInResult(SyntaxNode node) => node.AncestorsAndSelf().Any(n => n switch
    {
        VariableDeclaratorSyntax v => v.Identifier.ValueText == "result" && v.Ancestors().OfType<GlobalStatementSyntax>().Any() is false && Places.Function(v) is null,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "result" } } => Places.Function(n) is null && !Places.Loops(n).Any(),
        ExpressionStatementSyntax { SemicolonToken.Span.Length: 0 } => true,
        _ => false,
    });
}
