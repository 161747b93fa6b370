using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>Empty sequences, collections changed while they are walked, empty stacks and queues, empty nullables.</summary>
internal sealed class SequenceRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Threw("InvalidOperationException"))
        {
            return [];
        }

        var message = context.Outcome!.Exception!.Message;
        return message.Contains("modified", StringComparison.OrdinalIgnoreCase) ? Modified(context)
            : message.Contains("Sequence contains", StringComparison.Ordinal) ? Elements(context, message)
            : message.Contains("empty", StringComparison.OrdinalIgnoreCase) ? Empty(context)
            : message.Contains("Nullable", StringComparison.Ordinal) ? Nullable(context)
            : message.Contains("compare two elements", StringComparison.OrdinalIgnoreCase) ? Comparer(context)
            : [];
    }

    private static IEnumerable<RepairProposal> Modified(RepairContext context)
    {
        foreach (var loop in context.Statements.SelectMany(Places.Loops).OfType<CommonForEachStatementSyntax>().Distinct())
        {
            yield return new RepairProposal(Edit.Insert(loop.Expression.Span.End, ".ToList()"), "the loop changes what it walks, so it must walk a copy", -1);
        }
    }

    private static IEnumerable<RepairProposal> Elements(RepairContext context, string message)
    {
        foreach (var call in context.AtLine<InvocationExpressionSyntax>())
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Name: var name, Expression: var source })
            {
                continue;
            }

            var method = name.Identifier.ValueText;
            if (method is "Single" or "SingleOrDefault" && message.Contains("more than one", StringComparison.Ordinal))
            {
                yield return new RepairProposal(Edit.Replace(name, method.Replace("Single", "First", StringComparison.Ordinal)), "there may be several", 1);
            }
            else if (method is "First" or "Last" or "Single" or "ElementAt")
            {
                yield return new RepairProposal(Edit.Replace(name.Identifier, method + "OrDefault"), "there may be none", 1);
            }
            else if (method is "Max" or "Min" or "Average")
            {
                var arguments = call.ArgumentList.Arguments;
                yield return new RepairProposal(
                    arguments.Count == 0 ? Edit.Insert(source.Span.End, ".DefaultIfEmpty()") : Edit.Replace(call, $"{source}.Select({arguments[0]}).DefaultIfEmpty().{method}()"), "there may be none", 1);
            }
            else if (method == "Aggregate" && call.ArgumentList.Arguments.Count == 1)
            {
                var initial = context.TypeOf(call) is { } type ? Edit.Initial(type) : "default";
                yield return new RepairProposal(Edit.Insert(call.ArgumentList.Arguments[0].SpanStart, initial + ", "), "there may be none to start from", 1);
                if (initial == "0")
                {
                    yield return new RepairProposal(Edit.Insert(call.ArgumentList.Arguments[0].SpanStart, "1, "), "there may be none to start from", 2);
                }
            }
        }

        // The filter may be what let nothing through.
        foreach (var comparison in context.AtLine<LambdaExpressionSyntax>().SelectMany(l => Comparisons.Of(l.Body as ExpressionSyntax)))
        {
            foreach (var other in new[] { Comparisons.OtherBound(comparison.OperatorToken), Comparisons.Turned(comparison.OperatorToken) }.OfType<string>())
            {
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, other), "the condition let nothing through", 3);
            }
        }
    }

    private static IEnumerable<RepairProposal> Empty(RepairContext context)
    {
        foreach (var call in context.AtLine<InvocationExpressionSyntax>())
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Pop" or "Peek" or "Dequeue", Expression: var source } || Places.Statement(call) is not { } statement)
            {
                continue;
            }

            foreach (var loop in Places.Loops(statement))
            {
                foreach (var comparison in Comparisons.Of(Places.ConditionOf(loop)).Where(c => c.Left.ToString() == $"{source}.Count" || c.Left.ToString() == $"{source}.Count()"))
                {
                    yield return new RepairProposal(Edit.Replace(comparison, $"{comparison.Left} > 0"), $"`{source}` must have something left", -2);
                }

                if (loop is WhileStatementSyntax { Condition: { } condition })
                {
                    yield return new RepairProposal(Edit.Replace(condition, condition.ToString() == "true" ? $"{source}.Count > 0" : $"{source}.Count > 0 && {Edit.Tight(condition)}"), $"`{source}` must have something left", 0);
                }
            }

            foreach (var branch in call.Ancestors().OfType<IfStatementSyntax>().Where(i => i.Condition.Contains(call)))
            {
                yield return new RepairProposal(Edit.Insert(branch.Condition.SpanStart, $"{source}.Count > 0 && "), $"`{source}` may be empty", 0);
                if (branch.Condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.NotEqualsExpression })
                {
                    yield return new RepairProposal(Edit.Insert(branch.Condition.SpanStart, $"{source}.Count == 0 || "), $"`{source}` may be empty", -1);
                }
            }

            if (context.Model.GetTypeInfo(Places.Parts(Places.Function(statement))?.Type ?? (SyntaxNode)call).Type is { SpecialType: SpecialType.System_Boolean } && Places.Function(statement) is not null)
            {
                yield return new RepairProposal(Edit.Before(context.View, statement, $"if ({source}.Count == 0) return false;"), $"`{source}` may be empty", 0);
            }
        }
    }

    private static IEnumerable<RepairProposal> Nullable(RepairContext context)
    {
        foreach (var access in context.AtLine<MemberAccessExpressionSyntax>().Where(m => m.Name.Identifier.ValueText == "Value" && Kinds.Underlying(context.TypeOf(m.Expression)) is not null))
        {
            yield return new RepairProposal(Edit.Replace(access.Name, "GetValueOrDefault()"), "there may be no value", 1);
        }

        foreach (var cast in context.AtLine<CastExpressionSyntax>().Where(c => Kinds.Underlying(context.TypeOf(c.Expression)) is not null))
        {
            yield return new RepairProposal(Edit.Replace(cast, $"{Edit.Tight(cast.Expression)}.GetValueOrDefault()"), "there may be no value", 1);
        }
    }

    private static IEnumerable<RepairProposal> Comparer(RepairContext context)
    {
        foreach (var declaration in context.Root.DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            foreach (var sort in context.AtLine<InvocationExpressionSyntax>().Where(c => c.ToString().Contains("Sort(", StringComparison.Ordinal) && c.ArgumentList.Arguments.Count == 0))
            {
                foreach (var member in declaration.Members.OfType<PropertyDeclarationSyntax>().Select(p => p.Identifier.ValueText)
                    .Concat((declaration as RecordDeclarationSyntax)?.ParameterList?.Parameters.Select(p => p.Identifier.ValueText) ?? []))
                {
                    yield return new RepairProposal(Edit.Replace(sort.ArgumentList, $"((a, b) => a.{member}.CompareTo(b.{member}))"), $"`{declaration.Identifier}` has no order of its own", 3);
                }
            }
        }
    }
}
