using Microsoft.CodeAnalysis;

namespace AgentNotebook.Execution.Compiling;

/// <summary>Writes a type as C# source that any other compilation understands.</summary>
public static class TypeSource
{
    private static readonly SymbolDisplayFormat _format = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The type's name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="compilation">The compilation it was found in, which refers to <see cref="FrameworkReferences.All"/>.</param>
    /// <returns>Its source; <see langword="null"/> when it, or a part of it, is not the framework's, is not public or has no name.</returns>
    public static string? Of(ITypeSymbol? type, Compilation compilation) => Of(type, compilation, FrameworkReferences.Contains);

    /// <summary>The type's name, for a compilation that does not refer to <see cref="FrameworkReferences.All"/> but to its signatures.</summary>
    /// <param name="type">The type.</param>
    /// <param name="compilation">The compilation it was found in.</param>
    /// <param name="isFramework">Whether a reference of the compilation is the framework's.</param>
    /// <returns>As for the other overload.</returns>
    public static string? Of(ITypeSymbol? type, Compilation compilation, Func<MetadataReference, bool> isFramework) =>
        type is not null && IsFrameworkType(type, compilation, isFramework) ? type.ToDisplayString(_format) : null;

    private static bool IsFrameworkType(ITypeSymbol type, Compilation compilation, Func<MetadataReference, bool> isFramework) => type switch
    {
        IArrayTypeSymbol array => IsFrameworkType(array.ElementType, compilation, isFramework),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => IsFrameworkType(element.Type, compilation, isFramework)),
        INamedTypeSymbol { IsAnonymousType: true } => false,
        INamedTypeSymbol { TypeKind: TypeKind.Error } => false,
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && compilation.GetMetadataReference(named.ContainingAssembly) is { } reference
            && isFramework(reference)
            && named.TypeArguments.All(argument => IsFrameworkType(argument, compilation, isFramework))
            && (named.ContainingType is null || IsFrameworkType(named.ContainingType, compilation, isFramework)),
        _ => false,
    };
}
