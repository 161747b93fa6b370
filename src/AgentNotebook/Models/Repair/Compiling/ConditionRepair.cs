using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>An assignment where a comparison was meant, and a value where a condition was meant.</summary>
internal sealed class ConditionRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (context.Is("CS1660") && context.Node.AncestorsAndSelf().OfType<SimpleLambdaExpressionSyntax>().FirstOrDefault() is { } lambda)
        {
            yield return new RepairProposal(Edit.Replace(lambda.ArrowToken, ">="), "`=>` makes a lambda, and a comparison is written `>=`", -1);
        }

        if (!context.Is("CS0029", "CS0131", "CS0019", "CS0266", "CS0200", "CS0191", "CS1656", "CS0023"))
        {
            yield break;
        }

        foreach (var assignment in context.Node.AncestorsAndSelf().OfType<AssignmentExpressionSyntax>()
            .Concat(context.Node.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Where(a => a.IsKind(SyntaxKind.SimpleAssignmentExpression) && a.Parent is not ExpressionStatementSyntax and not InitializerExpressionSyntax))
        {
            yield return new RepairProposal(Edit.Replace(assignment.OperatorToken, "=="), "`=` assigns, and a comparison is written `==`", -1);
        }

        var condition = context.Node.AncestorsAndSelf().OfType<ExpressionSyntax>()
            .FirstOrDefault(e => e.Parent is IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax
                && context.TypeOf(e) is { SpecialType: not SpecialType.System_Boolean });
        if (condition is null || context.TypeOf(condition) is not { } type || !context.Is("CS0029", "CS0019", "CS0023"))
        {
            yield break;
        }

        var inverted = condition.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not ? not : null;
        var target = (SyntaxNode?)inverted ?? condition;
        var text = Edit.Tight(Edit.Bare(condition));
        var test = Kinds.IsNumeric(type) ? $"{text} {(inverted is null ? "!=" : "==")} 0"
            : Kinds.IsString(type) ? $"{(inverted is null ? "!" : "")}string.IsNullOrEmpty({condition})"
            : type.IsReferenceType ? $"{text} {(inverted is null ? "!=" : "==")} null"
            : null;
        if (test is not null && Kinds.Underlying(type) is null)
        {
            yield return new RepairProposal(Edit.Replace(target, target.Parent is BinaryExpressionSyntax ? $"({test})" : test), "a condition must be a bool", 2);
        }
        else if (Kinds.IsBool(Kinds.Underlying(type)))
        {
            yield return new RepairProposal(Edit.Replace(target, $"{text} {(inverted is null ? "==" : "!=")} true"), "a condition must be a bool that is not nullable", 2);
        }
    }
}
