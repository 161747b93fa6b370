using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Language;

/// <summary>What a list of arguments may belong to.</summary>
/// <param name="Methods">The overloads, the best first.</param>
internal sealed record Signatures(IReadOnlyList<IMethodSymbol> Methods)
{
    public static Signatures Of(SemanticModel model, BaseArgumentListSyntax list)
    {
        if (list.Parent is null)
        {
            return new Signatures([]);
        }

        var info = model.GetSymbolInfo(list.Parent);
        var best = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) as IMethodSymbol;
        var all = list.Parent switch
        {
            InvocationExpressionSyntax invocation => Called(model, invocation),
            BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation) is var types && (types.Type ?? types.ConvertedType) is INamedTypeSymbol created => created.InstanceConstructors,
            ConstructorInitializerSyntax initializer => info.CandidateSymbols.OfType<IMethodSymbol>(),
            ElementAccessExpressionSyntax element when model.GetTypeInfo(element.Expression).Type is { } type =>
                model.LookupSymbols(element.SpanStart, type).OfType<IPropertySymbol>().Where(property => property.IsIndexer).Select(property => property.GetMethod).OfType<IMethodSymbol>(),
            _ => [],
        };
        var given = list.Arguments.Count;
        return new Signatures(
        [
            .. all.Where(method => model.IsAccessible(list.SpanStart, method))
                .OrderByDescending(method => best is not null && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, best.OriginalDefinition) && info.Symbol is not null)
                .ThenBy(method => method.Parameters.Length < given && !(method.Parameters is [.., { IsParams: true }]))
                .ThenByDescending(method => best is not null && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, best.OriginalDefinition))
                .ThenBy(method => method.Parameters.Length)
                .ThenBy(method => method.ToDisplayString(), StringComparer.Ordinal),
        ]);
    }

    private static IEnumerable<IMethodSymbol> Called(SemanticModel model, InvocationExpressionSyntax invocation)
    {
        var group = model.GetMemberGroup(invocation.Expression).OfType<IMethodSymbol>().ToList();
        return group.Count > 0 ? group
            : model.GetTypeInfo(invocation.Expression).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke]
            : [];
    }
}
