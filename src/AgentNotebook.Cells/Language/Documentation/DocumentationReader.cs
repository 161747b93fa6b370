using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Language.Documentation;

/// <summary>Reads what is written about symbols, from the XML files beside their assemblies.</summary>
/// <param name="pathOf">Finds an assembly's file by its simple name.</param>
/// <param name="options">Limits.</param>
internal sealed class DocumentationReader(Func<string, string?> pathOf, CellLanguageOptions options)
{
    private const int MostInherited = 8;

    /// <summary>The documentation of a symbol, or what it inherits.</summary>
    /// <param name="symbol">The symbol; those of cells have none.</param>
    public SymbolDocumentation Of(ISymbol symbol)
    {
        for (var (current, tries) = (Definition(symbol), 0); current is not null && tries < MostInherited; tries++)
        {
            if (current.ContainingAssembly is { } assembly
                && pathOf(assembly.Name) is { } path
                && current.GetDocumentationCommentId() is { } id
                && DocumentationFile.Find(Path.ChangeExtension(path, ".xml"), id, options.MaxDocumentationFile) is { } xml
                && !xml.Contains("<inheritdoc", StringComparison.Ordinal))
            {
                return DocumentationText.Read(xml, options.MaxDocumentationLength);
            }

            current = Inherited(current);
        }

        return SymbolDocumentation.None;
    }

    private static ISymbol Definition(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { ReducedFrom: { } extension } => extension.OriginalDefinition,
        IMethodSymbol { AssociatedSymbol: { } property } => property.OriginalDefinition,
        IAliasSymbol alias => alias.Target,
        _ => symbol.OriginalDefinition,
    };

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden.OriginalDefinition,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden.OriginalDefinition,
        IMethodSymbol or IPropertySymbol or IEventSymbol when symbol.ContainingType is { TypeKind: not TypeKind.Interface } owner =>
            owner.AllInterfaces
                .SelectMany(implemented => implemented.GetMembers(symbol.Name))
                .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(owner.FindImplementationForInterfaceMember(member), symbol))
                ?.OriginalDefinition,
        _ => null,
    };
}
