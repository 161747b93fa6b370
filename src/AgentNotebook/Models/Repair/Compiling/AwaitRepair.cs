using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A task used as if it were its result, and an await on something that is no task.</summary>
internal sealed class AwaitRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (context.View.SyntaxErrors > 0)
        {
            yield break;
        }

        if (Streamed(context) is { } streamed)
        {
            yield return streamed;
            yield break;
        }

        var awaited = context.Node.AncestorsAndSelf().OfType<AwaitExpressionSyntax>().FirstOrDefault();
        if (awaited is not null && context.Is("CS1061", "CS4001", "CS1929"))
        {
            yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(awaited.SpanStart, awaited.Expression.SpanStart)), $"`{awaited.Expression}` is no task", 1);
        }

        if (!context.Is("CS1061", "CS0029", "CS0019", "CS1503", "CS1579", "CS0023", "CS0266", "CS0021", "CS0030", "CS1929", "CS8129", "CS0117", "CS0411", "CS4016", "CS8130", "CS1501"))
        {
            yield break;
        }

        foreach (var expression in context.Node.AncestorsAndSelf().TakeWhile(n => n is ExpressionSyntax or ArgumentSyntax or CommonForEachStatementSyntax)
            .Concat(context.Node.DescendantNodes()).Concat(context.Node.Parent?.ChildNodes() ?? []).OfType<ExpressionSyntax>().Distinct())
        {
            if (expression.Parent is AwaitExpressionSyntax || context.TypeOf(expression) is not { } type || Kinds.TaskResult(type) is not { } result
                || (expression is IdentifierNameSyntax && expression.Parent is MemberAccessExpressionSyntax member && member.Name == expression))
            {
                continue;
            }

            var tight = expression.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax;
            yield return new RepairProposal(Edit.Replace(expression, tight ? $"(await {expression})" : $"await {expression}"), $"`{expression}` is a task, and its `{Edit.TypeName(result)}` is there only once it is awaited");
        }
    }

    // `foreach` and `using` over what is asynchronous, and `await` before those that are not.
    private static RepairProposal? Streamed(RepairContext context)
    {
        var keywords = context.Node.AncestorsAndSelf().Select(node => node switch
        {
            CommonForEachStatementSyntax walk => (walk.AwaitKeyword, Head: walk.ForEachKeyword),
            UsingStatementSyntax use => (use.AwaitKeyword, Head: use.UsingKeyword),
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } use => (use.AwaitKeyword, Head: use.UsingKeyword),
            _ => default,
        }).FirstOrDefault(pair => pair.Head.RawKind != 0);
        if (keywords.Head.RawKind == 0)
        {
            return null;
        }

        var (awaits, head) = (keywords.AwaitKeyword.RawKind != 0, keywords.Head);
        if (!awaits && context.Is("CS8414", "CS8418"))
        {
            return new RepairProposal(Edit.Insert(head.SpanStart, "await "), $"what it works on is asynchronous, which is written `await {head.Text}`");
        }

        var sync = context.Is("CS8415", "CS8417")
            || (context.Is("CS1061") && context.Error!.GetMessage().Contains("'GetAwaiter'", StringComparison.Ordinal) && !context.Node.AncestorsAndSelf().OfType<AwaitExpressionSyntax>().Any());
        return awaits && sync
            ? new RepairProposal(Edit.Delete(TextSpan.FromBounds(keywords.AwaitKeyword.SpanStart, head.SpanStart)), $"what it works on is not asynchronous, which is written `{head.Text}` alone")
            : null;
    }
}
