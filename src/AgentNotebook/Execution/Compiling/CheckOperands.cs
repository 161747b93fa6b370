using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Execution.Compiling;

/// <summary>The operands of the comparisons in one or more conditions, which the rewritten conditions leave in an array beside their verdict.</summary>
/// <remarks>
/// <c>A &amp;&amp; x &lt; y</c> leaves <c>{ verdict, x, y }</c>. The values kept are those of the conjunct that was evaluated last, which is
/// the one that failed; the others are <see cref="System.Reflection.Missing"/>.
/// </remarks>
/// <param name="model">Knows the conditions' types.</param>
/// <param name="prefix">What the variables of operands are called, before their number.</param>
/// <param name="answer">The variable of type <c>object[]</c> that receives them.</param>
internal sealed class CheckOperands(SemanticModel model, string prefix, string answer)
{
    internal const string Missing = "(object)global::System.Reflection.Missing.Value";

    private readonly List<Operand> _operands = [];

    /// <summary>The source of the operands that are kept, in the order of the array.</summary>
    internal IReadOnlyList<string> Shown => [.. _operands.Where(operand => operand.IsShown).Select(operand => operand.Text)];

    /// <summary>Finds the operands of a condition. All conditions are captured before the first is rewritten.</summary>
    internal IReadOnlyList<Conjunct> Capture(ExpressionSyntax condition) =>
    [
        .. Conjuncts(condition).ToList().ConvertAll(conjunct => Comparison(conjunct) is { } comparison
            ? new Conjunct(conjunct, comparison.OperatorToken.Text, Captured(comparison.Left), Captured(comparison.Right))
            : new Conjunct(conjunct, null, null, null)),
    ];

    /// <summary>The condition as an expression that keeps its operands.</summary>
    internal string Rewrite(IReadOnlyList<Conjunct> condition) => string.Join(" && ", condition.Select(conjunct => conjunct is { Left: { } left, Right: { } right }
        ? $"({left.Evaluate}{right.Evaluate}{Keep([left, right])} && ({left.Use} {conjunct.Operator} {right.Use}))"
        : $"({Keep([])} && ({conjunct.Expression}))"));

    private Operand Captured(ExpressionSyntax expression)
    {
        var type = model.GetTypeInfo(expression).Type;
        var constant = model.GetConstantValue(expression).HasValue;
        var operand = new Operand(expression.ToString(), $"{prefix}{_operands.Count}", IsInline: constant || type is null, IsShown: !IsLiteral(expression) && (constant || type is not null));
        _operands.Add(operand);
        return operand;
    }

    private string Keep(IReadOnlyList<Operand> now)
    {
        var values = _operands.Where(operand => operand.IsShown).Select(operand => now.Contains(operand) ? $"(object){operand.Use}" : Missing);
        return $"({answer} = new object[] {{ {string.Join(", ", values.Prepend("false"))} }}) is not null";
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

    /// <summary>A part of a condition that has to hold, and what it compares, if it compares.</summary>
    internal sealed record Conjunct(ExpressionSyntax Expression, string? Operator, Operand? Left, Operand? Right);

    // A constant stays in place: as a variable it would lose its conversions (`ulong == 5`), and `null` has no type of its own.
    internal sealed record Operand(string Text, string Name, bool IsInline, bool IsShown)
    {
        internal string Use => IsInline ? $"({Text})" : Name;

        internal string Evaluate => IsInline ? "" : $"({Text}) is var {Name} && ";
    }
}
