using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>A number that is off by one, of the wrong sign or too narrow. Never the program's data.</summary>
internal sealed class ConstantSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            yield break;
        }

        foreach (var literal in context.Root.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(l => l.IsKind(SyntaxKind.NumericLiteralExpression) && !Slips.IsData(context, l) && !Slips.IsInResult(l)))
        {
            if (literal.Token.Value is int value)
            {
                var near = literal.Parent is BinaryExpressionSyntax or ReturnStatementSyntax or BracketedArgumentListSyntax or ArgumentSyntax ? 5 : 6;
                yield return new RepairProposal(Edit.Replace(literal, $"{value + 1}"), "the number was one too small", near);
                if (value > 0)
                {
                    yield return new RepairProposal(Edit.Replace(literal, $"{value - 1}"), "the number was one too large", near);
                }
            }
        }

        foreach (var exponent in context.Root.DescendantNodes().OfType<BinaryExpressionSyntax>().Where(b => b.Right is LiteralExpressionSyntax { Token.Value: 1 } && b.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression && Kinds.IsNumeric(context.TypeOf(b))))
        {
            yield return new RepairProposal(Edit.Replace(exponent, exponent.Left.ToString()), "it was moved by one", 5);
        }

        foreach (var index in context.Root.DescendantNodes().OfType<BracketedArgumentListSyntax>().SelectMany(a => a.Arguments).Where(a => a.Expression is IdentifierNameSyntax && Kinds.IsInteger(context.TypeOf(a.Expression))))
        {
            yield return new RepairProposal(Edit.Insert(index.Span.End, " - 1"), "the index was one too large", 7);
            yield return new RepairProposal(Edit.Insert(index.Span.End, " + 1"), "the index was one too small", 7);
        }

        foreach (var returned in context.Root.DescendantNodes().OfType<ReturnStatementSyntax>().Where(r => r.Expression is { } e && e is not LiteralExpressionSyntax && Kinds.IsInteger(context.TypeOf(e))))
        {
            yield return new RepairProposal(Edit.Insert(returned.Expression!.Span.End, " + 1"), "the count was one too small", 7);
            yield return new RepairProposal(Edit.Insert(returned.Expression.Span.End, " - 1"), "the count was one too large", 7);
        }

        // Numbers that wrapped round without a word.
        var growing = context.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => a.OperatorToken.Text is "*=" or "+=" && Kinds.IsInteger(context.TypeOf(a.Left))).Select(a => a.Left)
            .Concat(context.Root.DescendantNodes().OfType<BinaryExpressionSyntax>().Where(b => b.IsKind(SyntaxKind.MultiplyExpression) && context.TypeOf(b)?.SpecialType == SpecialType.System_Int32).SelectMany(b => new[] { b.Left, b.Right }))
            .SelectMany(e => e.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()).ToList();
        foreach (var proposal in OverflowRepair.Wider(context, growing, 3))
        {
            yield return proposal;
        }
    }
}
