using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>A window that slides beyond the end: the outer loop goes on to the length, though the inner one looks a whole window ahead.</summary>
internal sealed class WindowRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Threw("IndexOutOfRangeException", "ArgumentOutOfRangeException"))
        {
            yield break;
        }

        foreach (var sum in context.AtLine<ElementAccessExpressionSyntax>().SelectMany(access => access.ArgumentList.Arguments).Select(argument => Edit.Bare(argument.Expression)).OfType<BinaryExpressionSyntax>()
            .Where(sum => sum is { RawKind: (int)SyntaxKind.AddExpression, Left: IdentifierNameSyntax, Right: IdentifierNameSyntax }))
        {
            var loops = Places.Loops(sum).ToList();
            foreach (var inner in Rising(loops, Comparisons.Names(sum)))
            {
                foreach (var outer in Rising(loops.SkipWhile(loop => !loop.Contains(inner)).Skip(1), Comparisons.Names(sum)).Where(outer => outer.Left.ToString() != inner.Left.ToString()))
                {
                    var end = outer.Right is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression, Right: LiteralExpressionSyntax } shifted ? shifted.Left : outer.Right;
                    yield return new RepairProposal(
                        [Edit.Replace(outer.OperatorToken, inner.OperatorToken.Text == "<" ? "<=" : "<"), Edit.Replace(outer.Right, $"{end} - {Edit.Tight(inner.Right)}")],
                        $"the inner loop looks up to `{inner.Right}` ahead", -2);
                }
            }
        }
    }

    private static IEnumerable<BinaryExpressionSyntax> Rising(IEnumerable<StatementSyntax> loops, IEnumerable<string> names) =>
        loops.SelectMany(loop => Comparisons.Of(Places.ConditionOf(loop))).Where(comparison => comparison.OperatorToken.Text is "<" or "<=" && comparison.Left is IdentifierNameSyntax left && names.Contains(left.Identifier.ValueText));
}
