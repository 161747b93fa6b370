using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>Parts of strings and lists taken beyond their end, and conditions that look before they check.</summary>
internal sealed class BoundsRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Threw("IndexOutOfRangeException", "ArgumentOutOfRangeException", "ArgumentException"))
        {
            yield break;
        }

        foreach (var both in context.AtLine<BinaryExpressionSyntax>().Where(b => b.IsKind(SyntaxKind.LogicalAndExpression) && Looks(b.Left) && Checks(b.Right)))
        {
            yield return new RepairProposal([Edit.Replace(both.Left, both.Right.ToString()), Edit.Replace(both.Right, both.Left.ToString())], "the bound must be checked before the element is read", -3);
        }

        foreach (var call in context.AtLine<InvocationExpressionSyntax>())
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Expression: { } text, Name.Identifier.ValueText: var method } || method is not ("Substring" or "Remove" or "GetRange" or "RemoveRange" or "RemoveAt" or "ElementAt" or "Insert" or "AsSpan"))
            {
                continue;
            }

            var arguments = call.ArgumentList.Arguments;
            var length = Kinds.IsString(context.TypeOf(text)) ? $"{text}.Length" : $"{text}.Count";
            if (arguments.Count == 2 && method != "Insert")
            {
                var (start, count) = (arguments[0], arguments[1]);
                if (count.ToString() == length && method is "Substring" or "Remove")
                {
                    yield return new RepairProposal(Edit.Replace(call.ArgumentList, $"({start})"), $"the second argument of `{method}` is a length, and without it the rest is meant", -1);
                }

                if (count.Expression is not LiteralExpressionSyntax)
                {
                    yield return new RepairProposal(Edit.Replace(count, $"{count} - {Edit.Tight(start.Expression)}"), $"the second argument of `{method}` is a length, not an end", -1);
                }

                foreach (var comparison in Bounds(context, start.Expression))
                {
                    yield return new RepairProposal([Edit.Replace(comparison.OperatorToken, "<="), Edit.Replace(comparison.Right, $"{length} - {Edit.Tight(count.Expression)}")], $"the last part of that length starts earlier", -2);
                }

                yield return new RepairProposal(Edit.Replace(count, $"Math.Min({count}, {length} - {Edit.Tight(start.Expression)})"), "the last part may be shorter", 4);
            }

            if (arguments.Count >= 1)
            {
                var first = arguments[0];
                if (first.ToString() == length && method is "RemoveAt" or "ElementAt")
                {
                    yield return new RepairProposal(Edit.Insert(first.Span.End, " - 1"), "the last index is one less than the length", -2);
                }

                if (first.Expression is IdentifierNameSyntax or BinaryExpressionSyntax)
                {
                    yield return new RepairProposal(Edit.Insert(first.Span.End, " - 1"), "the last index is one less than the length", 3);
                }

                foreach (var comparison in Bounds(context, first.Expression).Where(c => c.OperatorToken.Text == "<="))
                {
                    yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, "<"), "the last index is one less than the length", -1);
                }

                // Removing while walking forward: the loop walks backward instead.
                if (method == "RemoveAt" && first.Expression is IdentifierNameSyntax index && Places.Loops(call).OfType<ForStatementSyntax>().FirstOrDefault() is { Declaration.Variables: [{ Initializer.Value: { } from } v], Condition: { } condition, Incrementors: [var step] }
                    && v.Identifier.ValueText == index.Identifier.ValueText)
                {
                    yield return new RepairProposal([Edit.Replace(from, $"{text}.Count - 1"), Edit.Replace(condition, $"{index} >= 0"), Edit.Replace(step, $"{index}--")], "removing moves the elements after it, so the loop must go backward", 0);
                }
            }
        }
    }

    private static bool Looks(ExpressionSyntax e) => e.DescendantNodesAndSelf().Any(n => n is ElementAccessExpressionSyntax);

    private static bool Checks(ExpressionSyntax e) => !Looks(e) && Comparisons.Of(e).Any();

    private static IEnumerable<BinaryExpressionSyntax> Bounds(RepairContext context, ExpressionSyntax index)
    {
        var names = Comparisons.Names(index).ToHashSet(StringComparer.Ordinal);
        return context.Statements.SelectMany(Places.Loops).Distinct().SelectMany(loop => Comparisons.Of(Places.ConditionOf(loop)))
            .Where(c => c.OperatorToken.Text is "<" or "<=" && Comparisons.Names(c.Left).Any(names.Contains));
    }
}
