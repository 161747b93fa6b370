using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>What the using directives of a notebook bring into view.</summary>
/// <param name="Namespaces">The namespaces whose types may be named alone.</param>
/// <param name="Aliases">Other names of namespaces and types.</param>
internal sealed record Imports(ImmutableHashSet<string> Namespaces, ImmutableDictionary<string, string> Aliases)
{
    /// <summary>Before the first cell.</summary>
    public static Imports Implicit { get; } = new([.. CellReferences.Usings, ""], ImmutableDictionary<string, string>.Empty);

    /// <summary>With the directives of one more submission.</summary>
    public Imports With(CompilationUnitSyntax root)
    {
        var (namespaces, aliases) = (Namespaces, Aliases);
        foreach (var directive in Directives(root))
        {
            if (directive.NamespaceOrType is not NameSyntax || Dotted(directive.NamespaceOrType) is not { } name)
            {
                continue;
            }

            if (directive.Alias is { } alias)
            {
                aliases = aliases.SetItem(alias.Name.Identifier.ValueText, name);
            }
            else if (!directive.StaticKeyword.Span.IsEmpty)
            {
                continue;
            }
            else
            {
                namespaces = namespaces.Add(name);
            }
        }

        return ReferenceEquals(namespaces, Namespaces) && ReferenceEquals(aliases, Aliases) ? this : new Imports(namespaces, aliases);
    }

    /// <summary>A name with the alias it begins with written out.</summary>
    public string Expand(string dotted)
    {
        var end = dotted.IndexOf('.', StringComparison.Ordinal);
        return end > 0 && Aliases.TryGetValue(dotted[..end], out var target) ? target + dotted[end..] : dotted;
    }

    /// <summary>A name of names with dots between, without type arguments; <see langword="null"/> when it is not one.</summary>
    public static string? Dotted(SyntaxNode? node) => node switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified when Dotted(qualified.Left) is { } left => $"{left}.{qualified.Right.Identifier.ValueText}",
        AliasQualifiedNameSyntax alias when alias.Alias.Identifier.ValueText == "global" => alias.Name.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => $"{alias.Alias.Identifier.ValueText}.{alias.Name.Identifier.ValueText}",
        MemberAccessExpressionSyntax access when Dotted(access.Expression) is { } left => $"{left}.{access.Name.Identifier.ValueText}",
        _ => null,
    };

    private static IEnumerable<UsingDirectiveSyntax> Directives(CompilationUnitSyntax root) =>
        root.Usings.Concat(root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseNamespaceDeclarationSyntax>().SelectMany(inner => inner.Usings));
}
