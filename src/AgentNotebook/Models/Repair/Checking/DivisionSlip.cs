using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>A division of fractions by zero, which throws nothing and gives infinity or no number at all.</summary>
internal sealed class DivisionSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context) || context.Outcome is not { Exception: null } outcome)
        {
            yield break;
        }

        var seen = outcome.ResultJson is null || outcome.Checks.Any(check => check.Values.Any(value => value.Value.Contains("NaN", StringComparison.Ordinal) || value.Value.Contains("Infinity", StringComparison.Ordinal)));
        foreach (var division in context.Root.DescendantNodes().OfType<BinaryExpressionSyntax>()
            .Where(b => b.IsKind(SyntaxKind.DivideExpression) && Kinds.IsFloating(context.TypeOf(b)) && Edit.Bare(b.Right) is not LiteralExpressionSyntax && !context.Model.GetConstantValue(b.Right).HasValue))
        {
            var divisor = Edit.Tight(division.Right);
            var why = $"`{division.Right}` may be 0";
            var whole = division.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ArgumentSyntax or AssignmentExpressionSyntax;
            var (open, close) = whole ? ("", "") : ("(", ")");
            yield return new RepairProposal([Edit.Insert(division.SpanStart, $"{open}{divisor} == 0 ? 0 : "), Edit.Insert(division.Span.End, close)], why, seen ? 1 : 6);

            // f(u) / u near 0, such as sin u / u: functions that are divided by their own argument usually tend to 1 there.
            if (Edit.Bare(division.Left) is InvocationExpressionSyntax call && call.ArgumentList.Arguments.Any(argument => SyntaxFactory.AreEquivalent(Edit.Bare(argument.Expression), Edit.Bare(division.Right))))
            {
                yield return new RepairProposal([Edit.Insert(division.SpanStart, $"{open}{divisor} == 0 ? 1 : "), Edit.Insert(division.Span.End, close)], $"{why}, where the quotient tends to 1", seen ? 0 : 5);
            }
        }
    }
}
