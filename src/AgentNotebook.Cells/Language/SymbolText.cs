using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Language;

/// <summary>Writes symbols for people.</summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat _short = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers)
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeConstantValue)
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeDefaultValue);

    private static readonly SymbolDisplayFormat _full = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat _name = new(genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>The whole signature on one line, with types named as briefly as the place allows.</summary>
    public static string Signature(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => $"{Type(local.Type)} {local.Name}",
        IParameterSymbol parameter => $"{Type(parameter.Type)} {parameter.Name}",
        IFieldSymbol { ContainingType: { } owner } field when owner.IsScriptClass => $"{Type(field.Type)} {field.Name}",
        IMethodSymbol { ReducedFrom: not null } reduced => $"(extension) {reduced.ToDisplayString(_short)}",
        INamedTypeSymbol { IsAnonymousType: true } anonymous => anonymous.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        IPropertySymbol { ContainingType.IsAnonymousType: true } property => $"{Type(property.Type)} {property.Name}",
        ITypeParameterSymbol parameter => $"{parameter.Name} in {parameter.ContainingSymbol.Name}",
        INamespaceOrTypeSymbol => WithoutScriptClass(symbol, symbol.ToDisplayString(_full)),
        _ => WithoutScriptClass(symbol, symbol.ToDisplayString(_short)),
    };

    /// <summary>A type as briefly as it can be named.</summary>
    public static string Type(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>A parameter with its type.</summary>
    public static string Parameter(IParameterSymbol parameter) => parameter.ToDisplayString(_short);

    /// <summary>A name with its type parameters.</summary>
    public static string Name(ISymbol symbol) => symbol is INamedTypeSymbol or IMethodSymbol { IsGenericMethod: true } ? symbol.ToDisplayString(_name) : symbol.Name;

    public static CompletionKind Kind(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => CompletionKind.Method,
        IPropertySymbol { ContainingType.IsScriptClass: true } => CompletionKind.Variable,
        IPropertySymbol => CompletionKind.Property,
        IFieldSymbol { ContainingType.IsScriptClass: true } => CompletionKind.Variable,
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => CompletionKind.EnumMember,
        IFieldSymbol => CompletionKind.Field,
        IEventSymbol => CompletionKind.Event,
        INamespaceSymbol => CompletionKind.Namespace,
        ITypeParameterSymbol => CompletionKind.TypeParameter,
        ITypeSymbol type => Kind(type.TypeKind),
        IAliasSymbol alias => Kind(alias.Target),
        _ => CompletionKind.Variable,
    };

    public static CompletionKind Kind(TypeKind kind) => kind switch
    {
        TypeKind.Struct => CompletionKind.Struct,
        TypeKind.Interface => CompletionKind.Interface,
        TypeKind.Enum => CompletionKind.Enum,
        TypeKind.Delegate => CompletionKind.Delegate,
        _ => CompletionKind.Class,
    };

    private static string WithoutScriptClass(ISymbol symbol, string text) =>
        symbol.ContainingType is { IsScriptClass: true } owner ? text.Replace(owner.Name + ".", "", StringComparison.Ordinal) : text;
}
