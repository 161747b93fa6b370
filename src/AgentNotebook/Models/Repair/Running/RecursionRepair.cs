using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>A recursion that does not end: its argument does not come nearer to the end, or the end is missing.</summary>
internal sealed class RecursionRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        var crashed = context.Outcome!.Verdict is Execution.Verdict.Crashed or Execution.Verdict.OutOfMemory or Execution.Verdict.TimedOut;
        if (!crashed && !context.Threw("StackOverflowException", "InsufficientExecutionStackException"))
        {
            yield break;
        }

        foreach (var property in context.Root.DescendantNodes().OfType<PropertyDeclarationSyntax>())
        {
            foreach (var proposal in Property(context, property))
            {
                yield return proposal;
            }
        }

        foreach (var function in context.Root.DescendantNodes().Where(n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax))
        {
            if (context.Model.GetDeclaredSymbol(function) is not IMethodSymbol method)
            {
                continue;
            }

            var calls = function.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => SymbolEqualityComparer.Default.Equals(context.SymbolOf(c), method)).ToList();
            foreach (var proposal in calls.Count == 0 ? [] : Arguments(method, calls).Concat(Ends(context, function, method, calls)))
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<RepairProposal> Arguments(IMethodSymbol method, List<InvocationExpressionSyntax> calls)
    {
        foreach (var call in calls)
        {
            for (var i = 0; i < Math.Min(call.ArgumentList.Arguments.Count, method.Parameters.Length); i++)
            {
                var argument = call.ArgumentList.Arguments[i].Expression;
                if (!Kinds.IsNumeric(method.Parameters[i].Type))
                {
                    continue;
                }

                if (argument is IdentifierNameSyntax name && name.Identifier.ValueText == method.Parameters[i].Name)
                {
                    yield return new RepairProposal(Edit.Insert(argument.Span.End, " - 1"), "the recursive call must be nearer to the end", -1);
                    yield return new RepairProposal(Edit.Insert(argument.Span.End, " + 1"), "the recursive call must be nearer to the end", 1);
                    yield return new RepairProposal(Edit.Insert(argument.Span.End, " / 10"), "the recursive call must be nearer to the end", 4);
                    yield return new RepairProposal(Edit.Insert(argument.Span.End, " / 2"), "the recursive call must be nearer to the end", 4);
                }
                else if (argument is BinaryExpressionSyntax { OperatorToken: { Text: "+" or "-" } op })
                {
                    yield return new RepairProposal(Edit.Replace(op, op.Text == "+" ? "-" : "+"), "the recursive call went away from the end", 0);
                }
                else if (argument is BinaryExpressionSyntax { OperatorToken: { Text: "%" or "*" } op2 })
                {
                    yield return new RepairProposal(Edit.Replace(op2, "/"), "the recursive call must be nearer to the end", 2);
                }
            }
        }
    }

    private static IEnumerable<RepairProposal> Ends(RepairContext context, SyntaxNode function, IMethodSymbol method, List<InvocationExpressionSyntax> calls)
    {
        var names = method.Parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var comparison in function.DescendantNodes().OfType<BinaryExpressionSyntax>().SelectMany(b => Comparisons.Of(b)).Distinct().Where(c => Comparisons.Names(c.Left).Any(names.Contains)))
        {
            if (comparison.OperatorToken.Text == "==" && Kinds.IsNumeric(context.TypeOf(comparison.Left)))
            {
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, "<="), "the recursion stepped over its end", 0);
                if (comparison.Right is LiteralExpressionSyntax { Token.Value: 0 } zero && calls.Count > 1)
                {
                    yield return new RepairProposal([Edit.Replace(comparison.OperatorToken, "<="), Edit.Replace(zero, "1")], "the recursion stepped over its end", 1);
                }
            }
            else if (Comparisons.OtherBound(comparison.OperatorToken) is { } other)
            {
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, other), "the recursion missed its end by one", 1);
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, Comparisons.Turned(comparison.OperatorToken)!), "the recursion's end was never met", 2);
            }
        }

        var guarded = function.DescendantNodes().Any(n => n is IfStatementSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or SwitchStatementSyntax);
        if (Places.Parts(function) is not { } parts || method.Parameters.FirstOrDefault(p => Kinds.IsInteger(p.Type)) is not { } counter)
        {
            yield break;
        }

        var rank = guarded ? 5 : 0;
        var product = calls.Any(c => c.Ancestors().OfType<BinaryExpressionSyntax>().Any(b => b.IsKind(SyntaxKind.MultiplyExpression)));
        var ends = method.ReturnType.SpecialType == SpecialType.System_Void ? [("<= 0", "")]
            : !Kinds.IsNumeric(method.ReturnType) ? [("<= 0", " " + Edit.Initial(method.ReturnType))]
            : calls.Count > 1 ? [("<= 1", " " + counter.Name), ("<= 1", " 1"), ("<= 0", " 0")]
            : product ? [("<= 1", " 1"), ("<= 0", " 1")]
            : new[] { ("<= 0", " 0"), ("<= 1", " 1"), ("<= 0", " 1") };
        foreach (var (test, value) in ends)
        {
            if (parts.Body is { } body)
            {
                yield return new RepairProposal(Edit.AtStart(context.View, body, $"if ({counter.Name} {test}) return{value};"), "the recursion had no end", rank++);
            }
            else if (parts.Arrow is { } arrow && value.Length > 0)
            {
                yield return new RepairProposal(Edit.Insert(arrow.Expression.SpanStart, $"{counter.Name} {test} ?{value} : "), "the recursion had no end", rank++);
            }
        }
    }

    private static IEnumerable<RepairProposal> Property(RepairContext context, PropertyDeclarationSyntax property)
    {
        var own = property.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => SymbolEqualityComparer.Default.Equals(context.SymbolOf(n), context.Model.GetDeclaredSymbol(property))).ToList();
        if (own.Count == 0)
        {
            yield break;
        }

        var name = property.Identifier.ValueText;
        foreach (var field in (property.Parent as TypeDeclarationSyntax)?.Members.OfType<FieldDeclarationSyntax>().SelectMany(f => f.Declaration.Variables).Select(v => v.Identifier.ValueText).Where(f => string.Equals(f.TrimStart('_'), name, StringComparison.OrdinalIgnoreCase)) ?? [])
        {
            yield return new RepairProposal([.. own.Select(n => Edit.Replace(n, field))], $"the property asked itself instead of its field `{field}`", -2);
        }

        var setter = property.AccessorList?.Accessors.Any(a => a.IsKind(SyntaxKind.SetAccessorDeclaration)) ?? false;
        yield return new RepairProposal(new TextChange(TextSpan.FromBounds(property.Identifier.Span.End, property.Span.End), setter ? " { get; set; }" : " { get; }"), "the property asked itself", -1);
    }
}
