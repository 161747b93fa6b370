using Microsoft.CodeAnalysis;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Writes a result's type as C# source that another compilation understands.</summary>
internal static class ResultTypeName
{
    private static readonly SymbolDisplayFormat _format = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The type's name; <see langword="null"/> when it, or a part of it, exists only in the guest or has no name.</summary>
    internal static string? Of(ITypeSymbol? type, IAssemblySymbol guest) =>
        type is not null && IsFrameworkType(type, guest) ? type.ToDisplayString(_format) : null;

    private static bool IsFrameworkType(ITypeSymbol type, IAssemblySymbol guest) => type switch
    {
        IArrayTypeSymbol array => IsFrameworkType(array.ElementType, guest),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => IsFrameworkType(element.Type, guest)),
        INamedTypeSymbol { IsAnonymousType: true } => false,
        INamedTypeSymbol { TypeKind: TypeKind.Error } => false,
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && !SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, guest)
            && named.TypeArguments.All(argument => IsFrameworkType(argument, guest))
            && (named.ContainingType is null || IsFrameworkType(named.ContainingType, guest)),
        _ => false,
    };
}
