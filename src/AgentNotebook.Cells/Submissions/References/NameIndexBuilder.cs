using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Reads the public names out of the metadata of a catalog's assemblies.</summary>
internal sealed class NameIndexBuilder
{
    private static readonly TypeOwners _owners = new();

    private readonly Dictionary<string, List<NamedType>> _types = new(16_384);
    private readonly Dictionary<string, List<NamedExtension>> _extensions = [];
    private readonly Dictionary<string, SortedDictionary<string, int>> _namespaces = [];

    public static NameIndex Build(AssemblyCatalog catalog)
    {
        var builder = new NameIndexBuilder();
        foreach (var name in catalog.Names.Order(StringComparer.Ordinal))
        {
            using var file = new PEReader(File.OpenRead(catalog.PathOf(name)), PEStreamOptions.PrefetchMetadata);
            builder.Add(name, file.GetMetadataReader());
        }

        return new NameIndex(builder._types, builder._extensions, builder._namespaces);
    }

    private void Add(string assembly, MetadataReader reader)
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
            {
                Add(assembly, reader, type);
            }
        }
    }

    private void Add(string assembly, MetadataReader reader, TypeDefinition type)
    {
        var @namespace = reader.GetString(type.Namespace);
        var name = reader.GetString(type.Name);
        var arity = type.GetGenericParameters().Count;
        var tick = arity == 0 ? -1 : name.IndexOf('`', StringComparison.Ordinal);
        name = string.Intern(tick < 0 ? name : name[..tick]);
        List(_types, name).Add(new NamedType(name, @namespace, arity, Kind(reader, type), assembly));
        for (var prefix = @namespace; prefix.Length > 0; prefix = prefix[..Math.Max(0, prefix.LastIndexOf('.'))])
        {
            if (!_namespaces.TryGetValue(prefix, out var owners))
            {
                _namespaces[prefix] = owners = new SortedDictionary<string, int>(StringComparer.Ordinal);
            }

            owners[assembly] = owners.GetValueOrDefault(assembly) + 1;
        }

        const TypeAttributes Static = TypeAttributes.Abstract | TypeAttributes.Sealed;
        if ((type.Attributes & Static) == Static && type.GetCustomAttributes().Any(attribute => IsExtension(reader, attribute)))
        {
            AddExtensions(assembly, reader, type, @namespace);
        }
    }

    private void AddExtensions(string assembly, MetadataReader reader, TypeDefinition type, string @namespace)
    {
        foreach (var handle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public && method.GetCustomAttributes().Any(attribute => IsExtension(reader, attribute)))
            {
                var receiver = method.DecodeSignature(_owners, null).ParameterTypes[0];
                var extension = new NamedExtension(@namespace, assembly, receiver == TypeOwners.Own ? assembly : receiver);
                var known = List(_extensions, reader.GetString(method.Name));
                if (!known.Contains(extension))
                {
                    known.Add(extension);
                }
            }
        }
    }

    private static bool IsExtension(MetadataReader reader, CustomAttributeHandle handle)
    {
        var constructor = reader.GetCustomAttribute(handle).Constructor;
        var type = constructor.Kind switch
        {
            HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)constructor).Parent,
            HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType(),
            _ => default,
        };
        return type.Kind switch
        {
            HandleKind.TypeReference => reader.StringComparer.Equals(reader.GetTypeReference((TypeReferenceHandle)type).Name, "ExtensionAttribute"),
            HandleKind.TypeDefinition => reader.StringComparer.Equals(reader.GetTypeDefinition((TypeDefinitionHandle)type).Name, "ExtensionAttribute"),
            _ => false,
        };
    }

    private static TypeKind Kind(MetadataReader reader, TypeDefinition type)
    {
        if ((type.Attributes & TypeAttributes.Interface) != 0)
        {
            return TypeKind.Interface;
        }

        var name = type.BaseType.Kind switch
        {
            _ when type.BaseType.IsNil => default,
            HandleKind.TypeReference => reader.GetTypeReference((TypeReferenceHandle)type.BaseType).Name,
            HandleKind.TypeDefinition => reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType).Name,
            _ => default,
        };
        return name.IsNil ? TypeKind.Class
            : reader.StringComparer.Equals(name, "ValueType") ? TypeKind.Struct
            : reader.StringComparer.Equals(name, "Enum") ? TypeKind.Enum
            : reader.StringComparer.Equals(name, "MulticastDelegate") ? TypeKind.Delegate
            : TypeKind.Class;
    }

    private static List<T> List<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
