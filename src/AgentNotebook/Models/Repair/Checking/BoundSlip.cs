using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>A loop that ends one too early or too late, or starts so.</summary>
internal sealed class BoundSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            yield break;
        }

        foreach (var loop in context.Root.DescendantNodes().OfType<StatementSyntax>().Where(s => s is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax))
        {
            foreach (var comparison in Comparisons.Of(Places.ConditionOf(loop)))
            {
                if (Comparisons.OtherBound(comparison.OperatorToken) is { } other)
                {
                    yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, other), "the loop missed its bound by one", 2);
                    if (comparison.Right is BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: 1 } } shifted && shifted.Kind() is SyntaxKind.SubtractExpression or SyntaxKind.AddExpression)
                    {
                        yield return new RepairProposal(Edit.Replace(shifted, shifted.Left.ToString()), "the loop missed its bound by one", 2);
                    }
                }
            }

            if (loop is ForStatementSyntax { Declaration.Variables: [{ Initializer.Value: { } start }] })
            {
                foreach (var text in start switch
                {
                    LiteralExpressionSyntax { Token.Value: int and var n } => new[] { $"{(int)n + 1}", $"{(int)n - 1}" },
                    BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: 1 } } b => [b.Left.ToString()],
                    _ => [$"{start} + 1", $"{start} - 1"],
                })
                {
                    yield return new RepairProposal(Edit.Replace(start, text), "the loop missed its start by one", 3);
                }
            }

            if (loop is ForStatementSyntax f)
            {
                var rising = Comparisons.Of(f.Condition).FirstOrDefault()?.OperatorToken.Text is "<" or "<=";
                foreach (var step in f.Incrementors.Select(i => i.DescendantTokens().FirstOrDefault(t => t.Text == (rising ? "--" : "++"))).Where(t => t.RawKind != 0))
                {
                    yield return new RepairProposal(Edit.Replace(step, rising ? "++" : "--"), "the loop stepped away from its end", 0);
                }

                foreach (var step in f.Incrementors.OfType<AssignmentExpressionSyntax>().Where(a => a.Right is LiteralExpressionSyntax { Token.Value: int and > 1 }))
                {
                    yield return new RepairProposal(Edit.Replace(step.Right, "1"), "the loop stepped over values", 6);
                }
            }
        }
    }
}
