using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Rewrites a check that compares, so that it also tells what it compared. Every operand is evaluated once, in its own order.</summary>
/// <remarks>
/// <c>A &amp;&amp; x &lt; y</c> becomes a submission that answers <c>{ verdict, x, y }</c>. The values kept are those of the conjunct
/// that was evaluated last, which is the one that failed; the others are <see cref="System.Reflection.Missing"/>.
/// </remarks>
internal static class CheckSource
{
    private const string Missing = "(object)global::System.Reflection.Missing.Value";
    private const string Answer = "__check_answer";

    /// <summary>The rewritten source and its operands; <see langword="null"/> when the check compares nothing.</summary>
    internal static (string Source, IReadOnlyList<string> Operands)? WithOperands(ExpressionSyntax check, SemanticModel model)
    {
        var conjuncts = Conjuncts(check).ToList();
        var operands = new List<Operand>();
        var captured = conjuncts.ConvertAll(conjunct => Comparison(conjunct) is { } comparison
            ? (Compare: comparison, Left: Capture(comparison.Left), Right: Capture(comparison.Right))
            : default);
        if (!operands.Any(operand => operand.IsShown))
        {
            return null;
        }

        var expression = string.Join(" && ", conjuncts.Zip(captured, (conjunct, parts) => parts.Compare is null
            ? $"({Keep([])} && ({conjunct}))"
            : $"({parts.Left!.Evaluate}{parts.Right!.Evaluate}{Keep([parts.Left, parts.Right])} && ({parts.Left.Use} {parts.Compare.OperatorToken.Text} {parts.Right.Use}))"));
        var source = new StringBuilder()
            .Append($"object[] {Answer} = null; bool __check_verdict = ").Append(expression)
            .Append($"; {Answer}[0] = __check_verdict; {Answer}");
        return (source.ToString(), [.. operands.Where(operand => operand.IsShown).Select(operand => operand.Text)]);

        Operand Capture(ExpressionSyntax expression)
        {
            var type = model.GetTypeInfo(expression).Type;
            var constant = model.GetConstantValue(expression).HasValue;
            var operand = new Operand(expression.ToString(), $"__check_operand{operands.Count}", IsInline: constant || type is null, IsShown: !IsLiteral(expression) && (constant || type is not null));
            operands.Add(operand);
            return operand;
        }

        string Keep(IReadOnlyList<Operand> now)
        {
            var values = operands.Where(operand => operand.IsShown).Select(operand => now.Contains(operand) ? $"(object){operand.Use}" : Missing);
            return $"({Answer} = new object[] {{ false, {string.Join(", ", values)} }}) is not null";
        }
    }

    // Its text says its value already.
    private static bool IsLiteral(ExpressionSyntax expression) =>
        Bare(expression) is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax };

    private static IEnumerable<ExpressionSyntax> Conjuncts(ExpressionSyntax expression) => Bare(expression) switch
    {
        BinaryExpressionSyntax pair when pair.IsKind(SyntaxKind.LogicalAndExpression) => Conjuncts(pair.Left).Concat(Conjuncts(pair.Right)),
        var bare => [bare],
    };

    private static BinaryExpressionSyntax? Comparison(ExpressionSyntax expression) =>
        expression is BinaryExpressionSyntax binary && binary.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
            ? (BinaryExpressionSyntax)expression
            : null;

    private static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
        {
            expression = inner.Expression;
        }

        return expression;
    }

    // A constant stays in place: as a variable it would lose its conversions (`ulong == 5`), and `null` has no type of its own.
    private sealed record Operand(string Text, string Name, bool IsInline, bool IsShown)
    {
        internal string Use => IsInline ? $"({Text})" : Name;

        internal string Evaluate => IsInline ? "" : $"({Text}) is var {Name} && ";
    }
}
