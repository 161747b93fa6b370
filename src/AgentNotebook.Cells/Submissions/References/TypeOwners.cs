using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Reads a signature's types as the names of the assemblies that define them; <see langword="null"/> where none can be told.</summary>
internal sealed class TypeOwners : ISignatureTypeProvider<string?, object?>
{
    /// <summary>Stands for the assembly that is read itself.</summary>
    public const string Own = "";

    public string? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind == HandleKind.AssemblyReference
            ? string.Intern(reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name))
            : null;
    }

    public string? GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => null;

    public string? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Own;

    public string? GetGenericInstantiation(string? genericType, ImmutableArray<string?> typeArguments) => genericType;

    public string? GetByReferenceType(string? elementType) => elementType;

    public string? GetModifiedType(string? modifier, string? unmodifiedType, bool isRequired) => unmodifiedType;

    public string? GetPinnedType(string? elementType) => elementType;

    public string? GetArrayType(string? elementType, ArrayShape shape) => null;

    public string? GetFunctionPointerType(MethodSignature<string?> signature) => null;

    public string? GetGenericMethodParameter(object? genericContext, int index) => null;

    public string? GetGenericTypeParameter(object? genericContext, int index) => null;

    public string? GetPointerType(string? elementType) => null;

    public string? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

    public string? GetSZArrayType(string? elementType) => null;
}
