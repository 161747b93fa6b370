using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>A division by zero: the value that became zero first, a check around the division last.</summary>
internal sealed class DivisionRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Threw("DivideByZeroException"))
        {
            yield break;
        }

        foreach (var (left, divisor, node) in context.AtLine<ExpressionSyntax>().Select(Division).Where(d => d.Divisor is not null))
        {
            foreach (var proposal in Starts(context, divisor!).Concat(Loops(divisor!)).Concat(Recursion(context, divisor!)).Concat(Inner(context, divisor!)).Concat(Around(context, left!, divisor!, node!)))
            {
                yield return proposal;
            }
        }
    }

    private static (ExpressionSyntax? Left, ExpressionSyntax? Divisor, ExpressionSyntax? Node) Division(ExpressionSyntax node) => node switch
    {
        BinaryExpressionSyntax b when b.Kind() is SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression => (b.Left, b.Right, b),
        AssignmentExpressionSyntax a when a.Kind() is SyntaxKind.DivideAssignmentExpression or SyntaxKind.ModuloAssignmentExpression => (a.Left, a.Right, a),
        _ => default,
    };

    private static IEnumerable<RepairProposal> Starts(RepairContext context, ExpressionSyntax divisor)
    {
        foreach (var name in divisor.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (Places.Declaration(context.SymbolOf(name)) is not VariableDeclaratorSyntax declarator)
            {
                continue;
            }

            var loop = declarator.Parent?.Parent as ForStatementSyntax;
            if (declarator.Initializer is { Value: LiteralExpressionSyntax { Token.Value: 0 } zero })
            {
                // A search for divisors begins at 2 when finding one decides something, at 1 when all are collected.
                var decides = Places.Statement(divisor) is IfStatementSyntax branch && branch.Statement.DescendantNodesAndSelf().Any(n => n is ReturnStatementSyntax or BreakStatementSyntax or AssignmentExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: bool } });
                yield return new RepairProposal(Edit.Replace(zero, "1"), $"`{name}` divides, so it cannot start at 0", loop is null ? 1 : decides ? -1 : -2);
                if (loop is not null)
                {
                    yield return new RepairProposal(Edit.Replace(zero, "2"), $"`{name}` divides, so it cannot start at 0", decides ? -2 : 0);
                }
            }
            else if (declarator.Initializer is null && loop is null)
            {
                yield return new RepairProposal(Edit.Insert(declarator.Identifier.Span.End, " = 1"), $"`{name}` divides, and it was left at 0", 1);
            }

            if (loop is not null && divisor is IdentifierNameSyntax && declarator.Initializer is not { Value: LiteralExpressionSyntax { Token.Value: 0 } } && Comparisons.Of(loop.Condition).FirstOrDefault(c => c.OperatorToken.Text == ">=") is { } down)
            {
                yield return new RepairProposal(Edit.Replace(down.OperatorToken, ">"), $"`{name}` divides, so it must end above 0", -2);
            }
        }

        if (divisor is ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: int } } shifted } && shifted.Kind() is SyntaxKind.SubtractExpression)
        {
            yield return new RepairProposal(Edit.Replace(divisor, shifted.Left.ToString()), "the divisor was shifted to 0", 3);
            yield return new RepairProposal(Edit.Replace(shifted.OperatorToken, "+"), "the divisor was shifted to 0", 3);
        }
    }

    private static IEnumerable<RepairProposal> Loops(ExpressionSyntax divisor)
    {
        var names = Comparisons.Names(divisor).ToHashSet(StringComparer.Ordinal);
        foreach (var comparison in Places.Loops(divisor).SelectMany(loop => Comparisons.Of(Places.ConditionOf(loop))))
        {
            if (comparison.OperatorToken.Text == ">=" && comparison.Right is LiteralExpressionSyntax { Token.Value: 0 } && Comparisons.Names(comparison.Left).Any(names.Contains))
            {
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, ">"), "the loop must end before the divisor is 0", -2);
            }
            else if (comparison.Kind() is SyntaxKind.NotEqualsExpression or SyntaxKind.GreaterThanExpression && comparison.Right is LiteralExpressionSyntax { Token.Value: 0 } && divisor is IdentifierNameSyntax other && !Comparisons.Names(comparison.Left).Contains(other.ToString()))
            {
                yield return new RepairProposal(Edit.Replace(comparison.Left, other.ToString()), $"the loop divides by `{other}`, so that is what must not be 0", 0);
            }
        }
    }

    private static IEnumerable<RepairProposal> Recursion(RepairContext context, ExpressionSyntax divisor)
    {
        var function = Places.Function(divisor);
        if (context.SymbolOf(divisor) is not IParameterSymbol parameter || Places.Parts(function) is not { } parts || context.Model.GetDeclaredSymbol(function!) is not IMethodSymbol method
            || !function!.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c => SymbolEqualityComparer.Default.Equals(context.SymbolOf(c), method)))
        {
            yield break;
        }

        foreach (var other in method.Parameters.Where(p => !SymbolEqualityComparer.Default.Equals(p, parameter) && SymbolEqualityComparer.Default.Equals(p.Type, method.ReturnType)))
        {
            if (parts.Body is { } body)
            {
                yield return new RepairProposal(Edit.AtStart(context.View, body, $"if ({parameter.Name} == 0) return {other.Name};"), "the recursion never ended", -1);
            }
            else if (parts.Arrow is { } arrow)
            {
                yield return new RepairProposal(Edit.Insert(arrow.Expression.SpanStart, $"{parameter.Name} == 0 ? {other.Name} : "), "the recursion never ended", -1);
            }
        }
    }

    // A whole-number division inside the divisor, such as 1 / 2, that was meant as a fraction.
    private static IEnumerable<RepairProposal> Inner(RepairContext context, ExpressionSyntax divisor)
    {
        foreach (var inner in divisor.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Where(b => b.IsKind(SyntaxKind.DivideExpression) && Kinds.IsInteger(context.TypeOf(b))))
        {
            yield return new RepairProposal(Edit.Insert(inner.Left.SpanStart, "(double)"), "a whole-number division dropped the fraction", 0);
        }
    }

    private static IEnumerable<RepairProposal> Around(RepairContext context, ExpressionSyntax left, ExpressionSyntax divisor, ExpressionSyntax node)
    {
        var text = divisor is BinaryExpressionSyntax ? $"({divisor})" : divisor.ToString();
        if (divisor is not LiteralExpressionSyntax)
        {
            if (node is BinaryExpressionSyntax)
            {
                yield return new RepairProposal(Edit.Replace(node, $"({text} == 0 ? 0 : {node})"), $"`{divisor}` may be 0", 4);
            }

            if (node is BinaryExpressionSyntax { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } test })
            {
                yield return new RepairProposal(Edit.Replace(test, $"{text} != 0 && {test}"), $"`{divisor}` may be 0", 3);
            }

            if (Places.Statement(node) is { } statement)
            {
                if (Places.Loops(statement).FirstOrDefault() is { } loop && loop != statement)
                {
                    yield return new RepairProposal(Edit.Before(context.View, statement, $"if ({text} == 0) continue;"), $"`{divisor}` may be 0", 3);
                }

                if (statement is not LocalDeclarationStatementSyntax && Places.Parts(Places.Function(statement)) is { Type: var type } && context.Model.GetTypeInfo(type).Type is { } returned)
                {
                    yield return new RepairProposal(
                        Edit.Before(context.View, statement, returned.SpecialType == SpecialType.System_Void ? $"if ({text} == 0) return;" : $"if ({text} == 0) return {Edit.Initial(returned)};"), $"`{divisor}` may be 0", 5);
                }
            }
        }

        if (node is BinaryExpressionSyntax binary && left is not LiteralExpressionSyntax)
        {
            yield return new RepairProposal([Edit.Replace(binary.Left, divisor.ToString()), Edit.Replace(binary.Right, left.ToString())], "dividend and divisor were swapped", 2);
        }
    }
}
