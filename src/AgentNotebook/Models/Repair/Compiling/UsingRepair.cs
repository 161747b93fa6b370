using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A missing using directive, for a type or an extension method that some referenced assembly has.</summary>
internal sealed class UsingRepair : IRepair
{
    private const int Most = 6;

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Is("CS0246", "CS0103", "CS1061", "CS0234", "CS0305", "CS1929", "CS0117", "CS1935", "CS0400"))
        {
            yield break;
        }

        var index = FrameworkIndex.For(context.View.Compilation);
        var name = context.Node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().FirstOrDefault()?.Identifier.ValueText ?? "";
        var extension = context.Is("CS1061", "CS1929", "CS0117");
        if (extension)
        {
            name = (context.Node.AncestorsAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault()?.Name ?? context.Node as SimpleNameSyntax)?.Identifier.ValueText ?? name;
        }

        foreach (var space in (extension ? index.NamespacesOfExtension(name) : index.NamespacesOfType(name)).Take(Most))
        {
            yield return Using(context, space, $"`{name}` lives in the namespace `{space}`", FrameworkIndex.Rank(space) < 50 ? 0 : 4);
        }

        if (extension || !context.Is("CS0246", "CS0103") || name.Length < 4)
        {
            yield break;
        }

        // Both slips at once: the type is misspelled and its namespace is missing. Only usual namespaces, or every word would be near some type.
        foreach (var near in index.TypeNames.Where(type => NameDistance.Near(name, type) is <= 2))
        {
            foreach (var space in index.NamespacesOfType(near).Where(space => FrameworkIndex.Rank(space) < 50 && !Execution.Compiling.GuestCompiler.ImplicitUsings.Contains(space)).Take(1))
            {
                var token = context.Node.DescendantTokens().First(t => t.ValueText == name);
                var with = Using(context, space, $"`{name}` is a misspelling of `{near}` in the namespace `{space}`", 5);
                yield return with with { Changes = [.. with.Changes, Edit.Replace(token, near)] };
            }
        }
    }

    private static RepairProposal Using(RepairContext context, string space, string why, int rank)
    {
        var first = context.Root.Usings.FirstOrDefault() ?? context.Root.Members.FirstOrDefault() as SyntaxNode;
        return new RepairProposal(Edit.Insert(first?.SpanStart ?? 0, $"using {space};\n"), why, rank);
    }
}
