using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>The comparisons that a loop's or branch's condition is made of.</summary>
internal static class Comparisons
{
    public static IEnumerable<BinaryExpressionSyntax> Of(ExpressionSyntax? condition) => condition is null ? [] : condition.DescendantNodesAndSelf(n => n is BinaryExpressionSyntax or ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax)
        .OfType<BinaryExpressionSyntax>()
        .Where(b => b.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression);

    /// <summary>The other bound: the one that includes its limit for the one that does not, and the other way round.</summary>
    public static string? OtherBound(SyntaxToken op) => op.Text switch { "<" => "<=", "<=" => "<", ">" => ">=", ">=" => ">", _ => null };

    public static string? Turned(SyntaxToken op) => op.Text switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", "==" => "!=", "!=" => "==", _ => null };

    public static IEnumerable<string> Names(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(n => n.Identifier.ValueText);
}
