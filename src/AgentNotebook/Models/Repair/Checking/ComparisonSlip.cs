using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>A condition that is turned round, misses its bound, or joins its parts by the wrong word.</summary>
internal sealed class ComparisonSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            yield break;
        }

        foreach (var binary in context.Root.DescendantNodes().OfType<BinaryExpressionSyntax>())
        {
            if (Slips.IsInResult(binary) && Kinds.IsBool(context.TypeOf(binary)) && binary.Parent is EqualsValueClauseSyntax or ExpressionStatementSyntax or AssignmentExpressionSyntax)
            {
                continue;
            }

            var op = binary.OperatorToken;
            var inLoop = binary.Ancestors().Any(a => a is ForStatementSyntax f && f.Condition?.Contains(binary) == true || a is WhileStatementSyntax w && w.Condition.Contains(binary));
            if (Comparisons.Turned(op) is { } turned)
            {
                yield return new RepairProposal(Edit.Replace(op, turned), $"`{op.Text}` should have been `{turned}`", inLoop ? 6 : op.Text is "==" or "!=" ? 4 : 3);
            }

            if (!inLoop && Comparisons.OtherBound(op) is { } other)
            {
                yield return new RepairProposal(Edit.Replace(op, other), $"`{op.Text}` should have been `{other}`", 3);
                yield return new RepairProposal(Edit.Replace(op, Comparisons.Turned(op) is { } t ? Comparisons.OtherBound(SyntaxFactory.ParseToken(t))! : op.Text), $"`{op.Text}` was turned round", 7);
            }

            if (op.Text is "&&" or "||")
            {
                var joined = op.Text == "&&" ? "||" : "&&";
                yield return new RepairProposal(Edit.Replace(op, joined), $"`{op.Text}` should have been `{joined}`", 3);
                if (op.Text == "||" && binary.Parent is BinaryExpressionSyntax { OperatorToken.Text: "&&" })
                {
                    continue;
                }

                if (op.Text == "&&" && binary.Left is BinaryExpressionSyntax { OperatorToken.Text: "||" } || binary.Parent is BinaryExpressionSyntax { OperatorToken.Text: "||" } && op.Text == "&&")
                {
                    var outer = (BinaryExpressionSyntax)(binary.Parent as BinaryExpressionSyntax ?? binary);
                    if (outer != binary && outer.Left == binary)
                    {
                        yield return new RepairProposal([Edit.Insert(binary.Right.SpanStart, "("), Edit.Insert(outer.Right.Span.End, ")")], "`&&` binds more tightly than `||`", 4);
                    }
                    else if (outer != binary)
                    {
                        yield return new RepairProposal([Edit.Insert(outer.Left.SpanStart, "("), Edit.Insert(binary.Left.Span.End, ")")], "`&&` binds more tightly than `||`", 4);
                    }
                }
            }

            // Exact comparison of fractions that were computed.
            if (op.Text is "==" or "!=" && Kinds.IsFloating(context.TypeOf(binary.Left)) && context.TypeOf(binary.Left)!.SpecialType != SpecialType.System_Decimal && binary.Right is not LiteralExpressionSyntax { Token.Value: 0 or 0.0 })
            {
                yield return new RepairProposal(Edit.Replace(binary, $"Math.Abs({binary.Left} - {Edit.Tight(binary.Right)}) {(op.Text == "==" ? "<" : ">=")} 1e-9"), "computed fractions are hardly ever exactly equal", 4);
            }
        }

        foreach (var branch in context.Root.DescendantNodes().OfType<IfStatementSyntax>())
        {
            if (branch.Condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not)
            {
                yield return new RepairProposal(Edit.Replace(not, Edit.Bare(not.Operand).ToString()), "the condition was turned round", 5);
            }
            else if (branch.Condition is not BinaryExpressionSyntax)
            {
                yield return new RepairProposal(Edit.Replace(branch.Condition, $"!{Edit.Tight(branch.Condition)}"), "the condition was turned round", 5);
            }
        }

        foreach (var lambda in context.Root.DescendantNodes().OfType<LambdaExpressionSyntax>().Where(l => l.Body is InvocationExpressionSyntax or PrefixUnaryExpressionSyntax && Kinds.IsBool(context.TypeOf((ExpressionSyntax)l.Body))))
        {
            yield return new RepairProposal(Edit.Replace(lambda.Body, lambda.Body is PrefixUnaryExpressionSyntax p ? p.Operand.ToString() : $"!{lambda.Body}"), "the condition was turned round", 5);
        }

        foreach (var choice in context.Root.DescendantNodes().OfType<ConditionalExpressionSyntax>())
        {
            yield return new RepairProposal([Edit.Replace(choice.WhenTrue, choice.WhenFalse.ToString()), Edit.Replace(choice.WhenFalse, choice.WhenTrue.ToString())], "the two values were the wrong way round", 6);
        }

        foreach (var literal in context.Root.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(l => l.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression && !Slips.IsData(context, l) && !Slips.IsInResult(l)))
        {
            yield return new RepairProposal(Edit.Replace(literal, literal.Token.ValueText == "true" ? "false" : "true"), "the truth value was turned round", 6);
        }
    }
}
