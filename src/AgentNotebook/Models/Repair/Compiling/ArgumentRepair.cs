using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Arguments in the wrong order or number, and missing or surplus <c>ref</c>, <c>out</c> and <c>in</c>.</summary>
internal sealed class ArgumentRepair : IRepair
{
    private const int LongestPermuted = 5;

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Is("CS1501", "CS7036", "CS1503", "CS1729", "CS1620", "CS1615", "CS1593", "CS1739", "CS0411", "CS1061", "CS1744", "CS8323"))
        {
            yield break;
        }

        var list = context.Node.AncestorsAndSelf().SelectMany(n => new[] { n as ArgumentListSyntax, (n as InvocationExpressionSyntax)?.ArgumentList, (n as BaseObjectCreationExpressionSyntax)?.ArgumentList })
            .FirstOrDefault(l => l is not null);
        if (list is null)
        {
            yield break;
        }

        foreach (var proposal in RefKinds(context))
        {
            yield return proposal;
        }

        var methods = Methods(context, list).Take(16).ToList();
        foreach (var method in methods)
        {
            var proposals = list.Arguments.Count == method.Parameters.Length ? Permuted(context, list, method)
                : list.Arguments.Count > method.Parameters.Length ? Dropped(context, list, method)
                : Completed(context, list, method);
            foreach (var proposal in proposals)
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Methods(RepairContext context, ArgumentListSyntax list)
    {
        if (list.Parent is BaseObjectCreationExpressionSyntax creation)
        {
            return context.TypeOf(creation) is INamedTypeSymbol type ? type.InstanceConstructors.Where(c => !c.IsImplicitlyDeclared || c.Parameters.Length == 0) : [];
        }

        return list.Parent is InvocationExpressionSyntax call
            ? context.Model.GetMemberGroup(call.Expression).Concat(context.Model.GetSymbolInfo(call).CandidateSymbols).OfType<IMethodSymbol>().Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
                .OrderBy(m => Math.Abs(m.Parameters.Length - list.Arguments.Count))
            : [];
    }

    private static IEnumerable<RepairProposal> RefKinds(RepairContext context)
    {
        var argument = context.Node.AncestorsAndSelf().OfType<ArgumentSyntax>().FirstOrDefault();
        if (argument is null || !context.Is("CS1620", "CS1615", "CS1503"))
        {
            yield break;
        }

        if (!argument.RefKindKeyword.IsKind(SyntaxKind.None))
        {
            yield return new RepairProposal(Edit.Delete(TextSpan.FromBounds(argument.RefKindKeyword.SpanStart, argument.Expression.SpanStart)), "the parameter is passed by value");
        }

        foreach (var keyword in new[] { "ref", "out", "in" })
        {
            yield return new RepairProposal(
                argument.RefKindKeyword.IsKind(SyntaxKind.None) ? Edit.Insert(argument.Expression.SpanStart, keyword + " ") : Edit.Replace(argument.RefKindKeyword, keyword), $"the parameter is declared `{keyword}`");
        }
    }

    private static IEnumerable<RepairProposal> Permuted(RepairContext context, ArgumentListSyntax list, IMethodSymbol method)
    {
        var count = list.Arguments.Count;
        if (count is < 2 or > LongestPermuted)
        {
            yield break;
        }

        foreach (var order in Permutations([.. Enumerable.Range(0, count)], 0))
        {
            var moved = Enumerable.Range(0, count).Count(i => order[i] != i);
            if (moved == 0 || !Enumerable.Range(0, count).All(i => Fits(context, list.Arguments[order[i]], method.Parameters[i])))
            {
                continue;
            }

            yield return new RepairProposal(
                [.. Enumerable.Range(0, count).Where(i => order[i] != i).Select(i => Edit.Replace(list.Arguments[i], list.Arguments[order[i]].ToString()))],
                $"`{method.Name}` takes its arguments in the order {string.Join(", ", method.Parameters.Select(p => p.Name))}", moved - 2 - Named(order));
        }

        // An argument that has the name of a parameter belongs to it.
        int Named(int[] order) => Enumerable.Range(0, count).Count(i => list.Arguments[order[i]].Expression is IdentifierNameSyntax given && given.Identifier.ValueText == method.Parameters[i].Name);
    }

    private static IEnumerable<int[]> Permutations(int[] items, int at)
    {
        if (at == items.Length)
        {
            yield return [.. items];
        }

        for (var i = at; i < items.Length; i++)
        {
            (items[at], items[i]) = (items[i], items[at]);
            foreach (var rest in Permutations(items, at + 1))
            {
                yield return rest;
            }

            (items[at], items[i]) = (items[i], items[at]);
        }
    }

    private static IEnumerable<RepairProposal> Dropped(RepairContext context, ArgumentListSyntax list, IMethodSymbol method)
    {
        if (list.Arguments.Count - method.Parameters.Length > 1)
        {
            yield break;
        }

        for (var i = list.Arguments.Count - 1; i >= 0; i--)
        {
            var kept = list.Arguments.Where((_, k) => k != i).ToList();
            if (kept.Select((argument, k) => Fits(context, argument, method.Parameters[k])).All(fits => fits))
            {
                yield return new RepairProposal(Edit.Replace(list, $"({string.Join(", ", kept)})"), $"`{method.Name}` takes {Count(method.Parameters.Length)}", 3);
            }
        }
    }

    private static IEnumerable<RepairProposal> Completed(RepairContext context, ArgumentListSyntax list, IMethodSymbol method)
    {
        var required = method.Parameters.Where(p => !p.IsOptional && !p.IsParams).ToList();
        if (required.Count - list.Arguments.Count is not 1)
        {
            yield break;
        }

        for (var i = 0; i <= list.Arguments.Count; i++)
        {
            var parameter = required[i];
            var others = list.Arguments.Select((argument, k) => Fits(context, argument, required[k < i ? k : k + 1]));
            if (others.All(fits => fits))
            {
                var misnamed = list.Arguments.Where((argument, k) => argument.Expression is IdentifierNameSyntax given
                    && required[k < i ? k : k + 1].Name != given.Identifier.ValueText && required.Exists(other => other.Name == given.Identifier.ValueText)).Count();
                foreach (var (value, rank) in Neighbours.Of(context, list, i).Concat(Values(context, list, parameter)))
                {
                    var text = parameter.RefKind switch { RefKind.Out => $"out {(value == "default" ? "_" : value)}", RefKind.Ref => $"ref {value}", _ => value };
                    var given = list.Arguments.Select(a => a.ToString()).ToList();
                    given.Insert(i, text);
                    yield return new RepairProposal(Edit.Replace(list, $"({string.Join(", ", given)})"), $"`{method.Name}` also takes `{parameter.Name}`", rank + misnamed);
                }
            }
        }
    }

    private static IEnumerable<(string, int)> Values(RepairContext context, ArgumentListSyntax list, IParameterSymbol parameter)
    {
        var used = list.Arguments.Select(a => a.Expression.ToString()).ToHashSet(StringComparer.Ordinal);
        var scope = context.Model.LookupSymbols(list.SpanStart)
            .Where(s => s is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol && s.Locations.Any(l => l.IsInSource && (l.SourceSpan.Start < list.SpanStart || s is not ILocalSymbol)))
            .Where(s => s is not IFieldSymbol { IsImplicitlyDeclared: true })
            .Select(s => (symbol: s, type: s switch { ILocalSymbol l => l.Type, IParameterSymbol p => p.Type, IFieldSymbol f => f.Type, IPropertySymbol p => p.Type, _ => null }))
            .Where(pair => Kinds.Implicit(context.View.Compilation, pair.type, parameter.Type))
            .ToList();
        foreach (var (symbol, type) in scope.OrderBy(s => s.symbol.Name == parameter.Name ? 0 : 1).ThenByDescending(s => s.symbol.Locations[0].SourceSpan.Start).Take(6))
        {
            var exact = SymbolEqualityComparer.Default.Equals(type, parameter.Type);
            yield return (symbol.Name, symbol.Name == parameter.Name ? -1 : (used.Contains(symbol.Name) ? 4 : 1) + (exact ? 0 : 1));
        }

        var initial = Edit.Initial(parameter.Type);
        yield return (initial, 6);
        if (Kinds.IsNumeric(parameter.Type))
        {
            yield return ("1", 7);
        }
    }

    private static bool Fits(RepairContext context, ArgumentSyntax argument, IParameterSymbol parameter)
    {
        if (parameter.Type is ITypeParameterSymbol)
        {
            return true;
        }

        var type = context.TypeOf(argument.Expression);
        if (type is null)
        {
            var isDelegate = parameter.Type.TypeKind == TypeKind.Delegate;
            return argument.Expression is AnonymousFunctionExpressionSyntax ? isDelegate : isDelegate || parameter.Type.IsReferenceType || context.Model.GetMemberGroup(argument.Expression).Length == 0;
        }

        var classified = context.Model.ClassifyConversion(argument.Expression, parameter.Type);
        return classified is { Exists: true, IsImplicit: true } || parameter.Type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(t => t is ITypeParameterSymbol);
    }

    private static string Count(int count) => count == 1 ? "one argument" : $"{count} arguments";
}
