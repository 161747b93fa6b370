using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>A variable that is built up from the wrong start: a product from 0, a sum from 1, a smallest value from 0, or nothing at all.</summary>
internal sealed class StartSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            yield break;
        }

        foreach (var declarator in context.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(d => d.Parent?.Parent is not ForStatementSyntax && Slips.IsWrittenLater(context, d)))
        {
            var symbol = context.Model.GetDeclaredSymbol(declarator);
            var type = symbol switch { ILocalSymbol l => l.Type, IFieldSymbol f => f.Type, _ => null };
            if (type is null || !Kinds.IsNumeric(type) || declarator.Initializer is { Value: not LiteralExpressionSyntax and not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MaxValue" or "MinValue" } and not PrefixUnaryExpressionSyntax })
            {
                continue;
            }

            var now = declarator.Initializer?.Value.ToString() ?? "0";
            var meant = Compiling.Starts.For(context.View, symbol!, type).First().Text;
            foreach (var (text, i) in Compiling.Starts.For(context.View, symbol!, type).Select((s, i) => (s.Text, i)).Where(p => p.Text != now && !(p.Text == "0" && now is "0.0" or "0L" or "0m")))
            {
                var change = declarator.Initializer is { } initializer ? Edit.Replace(initializer.Value, text) : Edit.Insert(declarator.Identifier.Span.End, " = " + text);
                var plain = now.TrimStart('-') is "0" or "1" or "0.0" or "1.0" || now.Contains("Value", StringComparison.Ordinal);
                yield return new RepairProposal(change, $"`{declarator.Identifier}` was built up from the wrong start", text == meant && plain ? 1 : plain ? 5 + i / 2 : 8);
            }
        }

        // The same for an element that a smallest or largest value is looked for in.
        foreach (var best in context.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => a.Left is ElementAccessExpressionSyntax && a.Right is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Min" or "Max" } } call && call.ArgumentList.Arguments.Any(x => SyntaxFactory.AreEquivalent(x.Expression, a.Left))))
        {
            var end = best.Right.ToString().Contains("Min(", StringComparison.Ordinal) ? "MaxValue" : "MinValue";
            foreach (var start in context.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => SyntaxFactory.AreEquivalent(a.Left, best.Left) && a.Right is LiteralExpressionSyntax && context.TypeOf(a.Left) is { } type && Kinds.IsNumeric(type)))
            {
                yield return new RepairProposal(Edit.Replace(start.Right, $"{Edit.TypeName(context.TypeOf(start.Left)!)}.{end}"), $"`{start.Left}` was built up from the wrong start", 1);
            }
        }
    }
}
