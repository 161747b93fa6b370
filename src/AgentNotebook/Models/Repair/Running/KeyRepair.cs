using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>A key that a dictionary does not have: the key that was meant, then the entry that was never started, then a default; and a key added twice.</summary>
internal sealed class KeyRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (context.Threw("ArgumentException") && context.Outcome!.Exception!.Message.Contains("same key", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var call in context.AtLine<InvocationExpressionSyntax>())
            {
                if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: var target }, ArgumentList.Arguments: [var k, var v] })
                {
                    yield return new RepairProposal(Edit.Replace(call, $"{target}[{k}] = {v}"), "the key may be there already", 0);
                }
            }
        }

        if (!context.Threw("KeyNotFoundException"))
        {
            yield break;
        }

        foreach (var access in context.AtLine<ElementAccessExpressionSyntax>().Where(a => a.ArgumentList.Arguments.Count == 1))
        {
            foreach (var proposal in Keys(context, access).Concat(Entry(context, access)).Concat(Read(context, access)))
            {
                yield return proposal;
            }
        }
    }

    // Two slips of one kind: the key was misspelled, or its case differs from that of the entry.
    private static IEnumerable<RepairProposal> Keys(RepairContext context, ElementAccessExpressionSyntax access)
    {
        if (access.ArgumentList.Arguments[0].Expression is not LiteralExpressionSyntax { Token: { Value: string wrong } token })
        {
            yield break;
        }

        foreach (var right in context.Root.DescendantTokens().Where(t => t.Value is string && t.SpanStart != token.SpanStart).Select(t => t.ValueText).Distinct())
        {
            if (NameDistance.Near(wrong, right) is { } distance)
            {
                yield return new RepairProposal(Edit.Replace(token, SymbolDisplay.FormatLiteral(right, quote: true)), $"the nearest key is \"{right}\"", distance - 3);
            }
        }
    }

    private static IEnumerable<RepairProposal> Entry(RepairContext context, ElementAccessExpressionSyntax access)
    {
        if (context.TypeOf(access) is not { } type || Places.Statement(access) is not { } statement)
        {
            yield break;
        }

        var (target, key) = (access.Expression, access.ArgumentList.Arguments[0]);
        switch (access.Parent)
        {
            case PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax when Kinds.IsNumeric(type):
                yield return new RepairProposal(Edit.Replace(access.Parent, $"{access} = {target}.GetValueOrDefault({key}) {(access.Parent.ToString().Contains('+', StringComparison.Ordinal) ? "+" : "-")} 1"), "the first occurrence of a key has no entry yet", -1);
                break;
            case AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression } write when write.Left == access:
                yield return new RepairProposal(Edit.Replace(write, $"{access} = {target}.GetValueOrDefault({key}) {write.OperatorToken.Text.TrimEnd('=')} {Edit.Tight(write.Right)}"), "the first occurrence of a key has no entry yet", -1);
                break;
        }

        if (Kinds.Concrete(type) is { } fresh && !Places.IsWritten(access))
        {
            yield return new RepairProposal(Edit.Before(context.View, statement, $"if (!{target}.ContainsKey({key})) {access} = {fresh};"), "the first occurrence of a key has no entry yet", -1);
        }

        if (statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax } } && Kinds.IsNumeric(type) && !Places.IsWritten(access))
        {
            yield return new RepairProposal(Edit.Replace(access, $"{target}.GetValueOrDefault({key})"), "the first occurrence of a key has no entry yet", -1);
        }
    }

    private static IEnumerable<RepairProposal> Read(RepairContext context, ElementAccessExpressionSyntax access)
    {
        if (Places.IsWritten(access) || context.TypeOf(access) is not { } type || Places.Statement(access) is not { } statement)
        {
            yield break;
        }

        var (target, key) = (access.Expression, access.ArgumentList.Arguments[0]);
        var initial = Edit.Initial(type);
        if (context.AtLine<IfStatementSyntax>().FirstOrDefault(i => i.Condition.Contains(access)) is { } branch)
        {
            yield return new RepairProposal(Edit.Insert(branch.Condition.SpanStart, $"{target}.ContainsKey({key}) && "), "the key may be missing", 1);
        }

        yield return new RepairProposal(Edit.Replace(access, initial is "0" or "false" or "null" or "default" ? $"{target}.GetValueOrDefault({key})" : $"{target}.GetValueOrDefault({key}, {initial})"), "the key may be missing", 2);
        if (Places.Loops(statement).FirstOrDefault() is { } loop && loop != statement)
        {
            yield return new RepairProposal(Edit.Before(context.View, statement, $"if (!{target}.ContainsKey({key})) continue;"), "the key may be missing", 3);
        }
    }
}
