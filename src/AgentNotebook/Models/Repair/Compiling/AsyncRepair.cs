using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A function that awaits without being async: gives it the modifier and a task to return, and lets its callers await it.</summary>
internal sealed class AsyncRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Is("CS4032", "CS4033", "CS4034", "CS1983", "CS4008", "CS0103", "CS4016", "CS0246", "CS1002"))
        {
            yield break;
        }

        var function = Places.Function(context.Node);
        if (context.Is("CS4008"))
        {
            var called = context.Node.AncestorsAndSelf().Concat(context.Node.DescendantNodes()).OfType<InvocationExpressionSyntax>().FirstOrDefault();
            function = called is null ? null : Places.Declaration(context.SymbolOf(called));
        }

        if (function is AnonymousFunctionExpressionSyntax lambda && lambda.AsyncKeyword.IsKind(SyntaxKind.None))
        {
            yield return new RepairProposal(Edit.Insert(lambda.SpanStart, "async "), "it awaits");
        }

        if (Places.Parts(function) is not { } parts)
        {
            yield break;
        }

        var isAsync = parts.Modifiers.Any(SyntaxKind.AsyncKeyword);
        if (!isAsync && !function!.DescendantTokens().Any(t => t.IsKind(SyntaxKind.AwaitKeyword) || t.Text == "await"))
        {
            yield break;
        }

        var type = context.Model.GetTypeInfo(parts.Type).Type;
        if (type is null || (isAsync && Kinds.IsTask(type)))
        {
            yield break;
        }

        var changes = new List<TextChange>();
        var isVoid = type.SpecialType == SpecialType.System_Void;
        var returns = Kinds.IsTask(type) ? parts.Type.ToString() : isVoid ? "Task" : $"Task<{parts.Type}>";
        changes.Add(Edit.Replace(parts.Type, (isAsync ? "" : "async ") + returns));
        if (isVoid && context.Model.GetDeclaredSymbol(function!) is { } symbol)
        {
            changes.AddRange(Calls(context, symbol).Select(call => Edit.Insert(call.SpanStart, "await ")));
        }

        yield return new RepairProposal(changes, isAsync ? "an async method hands its caller a task" : "it awaits");
    }

    private static IEnumerable<InvocationExpressionSyntax> Calls(RepairContext context, ISymbol symbol) =>
        context.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Parent is ExpressionStatementSyntax && SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(call).Symbol, symbol));
}
