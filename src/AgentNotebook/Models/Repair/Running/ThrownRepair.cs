using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>An exception that the code throws itself, from a switch without a matching arm or behind a condition that should not have held.</summary>
internal sealed class ThrownRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (context.Outcome!.Exception is null)
        {
            yield break;
        }

        foreach (var branch in context.Statements.OfType<ThrowStatementSyntax>().SelectMany(t => t.Ancestors().OfType<IfStatementSyntax>().Take(1)))
        {
            foreach (var comparison in Comparisons.Of(branch.Condition))
            {
                foreach (var other in new[] { Comparisons.OtherBound(comparison.OperatorToken), Comparisons.Turned(comparison.OperatorToken) }.OfType<string>())
                {
                    yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, other), "the condition for the error held when it should not have", 2);
                }
            }
        }

        if (context.Threw("SwitchExpressionException"))
        {
            foreach (var choice in context.AtLine<SwitchExpressionSyntax>().Where(s => s.Arms.All(a => a.Pattern is not DiscardPatternSyntax) && s.Arms.Count > 0))
            {
                var initial = context.TypeOf(choice) is { } type ? Edit.Initial(type) : "default";
                yield return new RepairProposal(Edit.Insert(choice.Arms[^1].Span.End, $", _ => {initial}"), "no arm matched", 3);
            }
        }
    }
}
