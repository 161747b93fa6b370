using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Names that are still free, and names that are wrong throughout.</summary>
internal static class Names
{
    public static string Fresh(RepairContext context, int position, params string[] wished)
    {
        var used = context.Root.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText).ToHashSet(StringComparer.Ordinal);
        used.UnionWith(context.Model.LookupSymbols(position).OfType<ILocalSymbol>().Select(s => s.Name));
        return wished.Concat(Enumerable.Range(2, 1000).Select(i => wished[0] + i)).First(name => !used.Contains(name));
    }

    /// <summary>Where the code has the same error over the same name: what was misspelled once was often misspelled throughout.</summary>
    public static IReadOnlyList<SyntaxToken> SamePlaces(RepairContext context, SyntaxToken name)
    {
        var (id, message) = (context.Id, context.Error!.GetMessage());
        return [.. context.View.Errors
            .Where(error => error.Id == id && error.GetMessage() == message)
            .Select(error => context.Root.FindToken(error.Location.SourceSpan.Start))
            .Where(token => token.ValueText == name.ValueText)
            .Distinct()];
    }
}
