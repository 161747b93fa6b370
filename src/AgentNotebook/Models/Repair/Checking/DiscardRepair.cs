using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>Statements that do not do what their writer saw in them: results thrown away, a stray semicolon, a body that lost its braces, a power that is an exclusive or.</summary>
internal sealed class DiscardRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            return [];
        }

        return context.Root.DescendantNodes().SelectMany(node => node switch
        {
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } statement => Discarded(context, statement, call),
            EmptyStatementSyntax empty when Places.BodyOf(empty.Parent!) == empty => Stray(empty),
            ForStatementSyntax or WhileStatementSyntax or ForEachStatementSyntax or IfStatementSyntax => Unbraced(context, (StatementSyntax)node),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.ExclusiveOrExpression } power => Power(context, power),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: IfStatementSyntax or WhileStatementSyntax } assignment =>
                [new RepairProposal(Edit.Replace(assignment.OperatorToken, "=="), "`=` assigns, and a comparison is written `==`")],
            _ => [],
        });
    }

    private static IEnumerable<RepairProposal> Discarded(RepairContext context, ExpressionStatementSyntax statement, InvocationExpressionSyntax call)
    {
        if (context.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || statement.SemicolonToken.Span.Length == 0)
        {
            yield break;
        }

        if (Kinds.IsTask(method.ReturnType))
        {
            yield return new RepairProposal(Edit.Insert(call.SpanStart, "await "), "the task was started and not awaited");
        }

        if (call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } || context.TypeOf(receiver) is not { } type || context.Model.GetSymbolInfo(receiver).Symbol is INamespaceOrTypeSymbol)
        {
            yield break;
        }

        var immutable = Kinds.IsString(type) || type.IsValueType || type.ContainingNamespace?.ToDisplayString() == "System.Collections.Immutable" || method.ContainingType.Name == "Enumerable";
        if (immutable && method.ReturnType.SpecialType != SpecialType.System_Void)
        {
            var end = Kinds.Implicit(context.View.Compilation, method.ReturnType, type) ? "" : type is IArrayTypeSymbol ? ".ToArray()" : type.Name == "List" ? ".ToList()" : "";
            yield return new RepairProposal(Edit.Replace(call, $"{receiver} = {call}{end}"), $"`{method.Name}` returns the new value and leaves `{receiver}` as it was");
        }
    }

    private static IEnumerable<RepairProposal> Stray(EmptyStatementSyntax empty)
    {
        if (empty.Parent is not DoStatementSyntax)
        {
            yield return new RepairProposal(Edit.Delete(empty.Span), "the semicolon made the body empty");
        }
    }

    private static IEnumerable<RepairProposal> Unbraced(RepairContext context, StatementSyntax head)
    {
        var body = Places.BodyOf(head);
        if (body is null or BlockSyntax or EmptyStatementSyntax || context.View.LineOf(body.SpanStart) == context.View.LineOf(head.SpanStart))
        {
            yield break;
        }

        var indent = Places.Indent(context.View, body).Length;
        var holder = head.Parent is GlobalStatementSyntax global ? global : (SyntaxNode)head;
        var after = holder.Parent!.ChildNodes().SkipWhile(n => n != holder).Skip(1).TakeWhile(n => Places.Indent(context.View, n).Length == indent && indent > Places.Indent(context.View, head).Length).ToList();
        if (after.Count > 0)
        {
            yield return new RepairProposal([Edit.Insert(body.SpanStart, "{ "), Edit.Insert(after[^1].Span.End, " }")], "the indentation shows that the body was meant to hold more than one statement");
        }
    }

    private static IEnumerable<RepairProposal> Power(RepairContext context, BinaryExpressionSyntax power)
    {
        var type = context.TypeOf(power);
        if (Kinds.IsInteger(type) && power.Right is LiteralExpressionSyntax { Token.Value: 2 })
        {
            yield return new RepairProposal(Edit.Replace(power, $"({power.Left} * {power.Left})"), "`^` is exclusive or, not a power", 1);
        }

        if (Kinds.IsInteger(type))
        {
            yield return new RepairProposal(Edit.Replace(power, $"({Edit.TypeName(type!)})Math.Pow({power.Left}, {power.Right})"), "`^` is exclusive or, not a power", 2);
        }
    }
}
