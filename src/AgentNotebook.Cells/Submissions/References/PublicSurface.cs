using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Which assemblies stand in an assembly's public signatures, and so have to be there when it is compiled against.</summary>
internal sealed class PublicSurface : ISignatureTypeProvider<int, object?>
{
    private readonly HashSet<AssemblyReferenceHandle> _used = [];

    private PublicSurface()
    {
    }

    public static IReadOnlySet<AssemblyReferenceHandle> References(MetadataReader reader)
    {
        var surface = new PublicSurface();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (IsVisible(reader, type))
            {
                surface.AddType(reader, type);
            }
        }

        foreach (var handle in reader.ExportedTypes)
        {
            if (reader.GetExportedType(handle).Implementation is { Kind: HandleKind.AssemblyReference } target)
            {
                surface._used.Add((AssemblyReferenceHandle)target);
            }
        }

        return surface._used;
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private void AddType(MetadataReader reader, TypeDefinition type)
    {
        Add(reader, type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            Add(reader, reader.GetInterfaceImplementation(implemented).Interface);
        }

        AddConstraints(reader, type.GetGenericParameters());
        foreach (var handle in type.GetFields())
        {
            var field = reader.GetFieldDefinition(handle);
            // Private fields too: what a struct holds decides whether it may be left unassigned.
            if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem
                || ((type.Attributes & TypeAttributes.Sealed) != 0 && (field.Attributes & FieldAttributes.Static) == 0))
            {
                field.DecodeSignature(this, null);
            }
        }

        foreach (var handle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
            {
                method.DecodeSignature(this, null);
                AddConstraints(reader, method.GetGenericParameters());
            }
        }
    }

    private void AddConstraints(MetadataReader reader, GenericParameterHandleCollection parameters)
    {
        foreach (var handle in parameters)
        {
            foreach (var constraint in reader.GetGenericParameter(handle).GetConstraints())
            {
                Add(reader, reader.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }

    private void Add(MetadataReader reader, EntityHandle type)
    {
        if (type.Kind == HandleKind.TypeSpecification)
        {
            reader.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(this, null);
        }
        else if (type.Kind == HandleKind.TypeReference && !type.IsNil)
        {
            GetTypeFromReference(reader, (TypeReferenceHandle)type, 0);
        }
    }

    public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        while (scope.Kind == HandleKind.TypeReference)
        {
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        if (scope.Kind == HandleKind.AssemblyReference)
        {
            _used.Add((AssemblyReferenceHandle)scope);
        }

        return 0;
    }

    public int GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public int GetArrayType(int elementType, ArrayShape shape) => 0;

    public int GetByReferenceType(int elementType) => 0;

    public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

    public int GetGenericMethodParameter(object? genericContext, int index) => 0;

    public int GetGenericTypeParameter(object? genericContext, int index) => 0;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

    public int GetPinnedType(int elementType) => 0;

    public int GetPointerType(int elementType) => 0;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public int GetSZArrayType(int elementType) => 0;

    public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => 0;
}
