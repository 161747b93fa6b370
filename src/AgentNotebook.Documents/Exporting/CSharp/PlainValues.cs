using Microsoft.CodeAnalysis;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>Types whose values <see cref="NotebookStandIn"/> writes as a notebook does.</summary>
internal static class PlainValues
{
    private static readonly string[] _structs = ["DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid", "BigInteger"];

    /// <summary>Whether values of a type are written alike; of a type that is not known, nobody can say.</summary>
    public static bool Contains(ITypeSymbol? type) => type switch
    {
        null or IErrorTypeSymbol => true,
        IArrayTypeSymbol { Rank: 1 } array => IsScalar(array.ElementType),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(element => IsScalar(element.Type)),
        _ => IsScalar(type) || (Elements(type) is { } elements && IsScalar(elements)),
    };

    private static bool IsScalar(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
        || type.SpecialType is SpecialType.System_String or SpecialType.System_Decimal or (>= SpecialType.System_Boolean and <= SpecialType.System_Double)
        || _structs.Contains(type.Name);

    private static ITypeSymbol? Elements(ITypeSymbol type) =>
        type.AllInterfaces.Prepend(type).OfType<INamedTypeSymbol>().FirstOrDefault(face => face.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];
}
