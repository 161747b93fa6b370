using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Models.Repair;

/// <summary>Questions about types.</summary>
internal static class Kinds
{
    public static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    public static bool IsFloating(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;

    public static bool IsNumeric(ITypeSymbol? type) => IsInteger(type) || IsFloating(type);

    public static bool IsString(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String;

    public static bool IsBool(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean;

    public static bool IsTask(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" } named && named.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";

    public static ITypeSymbol? TaskResult(ITypeSymbol? type) => IsTask(type) ? ((INamedTypeSymbol)type!).TypeArguments.FirstOrDefault() : null;

    public static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } named ? named.TypeArguments[0] : null;

    /// <summary>What a foreach over the type would give.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        return type is null ? null : new[] { type }.Concat(type.AllInterfaces).OfType<INamedTypeSymbol>()
            .FirstOrDefault(t => t.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];
    }

    public static bool Implicit(Compilation compilation, ITypeSymbol? from, ITypeSymbol? to) =>
        from is not null && to is not null && from is not IErrorTypeSymbol && to is not IErrorTypeSymbol && compilation.ClassifyConversion(from, to) is { Exists: true, IsImplicit: true };

    public static bool Explicit(Compilation compilation, ITypeSymbol? from, ITypeSymbol? to) =>
        from is not null && to is not null && from is not IErrorTypeSymbol && to is not IErrorTypeSymbol && compilation.ClassifyConversion(from, to) is { Exists: true, IsIdentity: false };

    public static bool IsDictionary(ITypeSymbol? type) => type?.Name is "Dictionary" or "IDictionary" or "SortedDictionary" or "ConcurrentDictionary" or "IReadOnlyDictionary";

    /// <summary>An expression that makes an empty object of the type, when the type says plainly how.</summary>
    public static string? Concrete(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named || named.SpecialType == SpecialType.System_Object)
        {
            return null;
        }

        if (named.TypeKind == TypeKind.Interface)
        {
            var arguments = string.Join(", ", named.TypeArguments.Select(Edit.TypeName));
            return named.Name switch
            {
                "IList" or "ICollection" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" when named.TypeArguments.Length == 1 => $"new List<{arguments}>()",
                "IDictionary" or "IReadOnlyDictionary" when named.TypeArguments.Length == 2 => $"new Dictionary<{arguments}>()",
                "ISet" or "IReadOnlySet" when named.TypeArguments.Length == 1 => $"new HashSet<{arguments}>()",
                _ => null,
            };
        }

        return named is { TypeKind: TypeKind.Class, IsAbstract: false }
            && named.InstanceConstructors.Any(c => c.Parameters.Length == 0 && c.DeclaredAccessibility == Accessibility.Public)
            ? $"new {Edit.TypeName(named.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}()"
            : null;
    }

    public static SpecialType Wider(SpecialType type) => type switch
    {
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 => SpecialType.System_Int32,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => SpecialType.System_Int64,
        _ => type,
    };
}
