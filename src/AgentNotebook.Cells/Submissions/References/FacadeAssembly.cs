using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Stands in for an assembly that runs but that the reference pack does not have, such as System.Private.CoreLib.</summary>
/// <remarks>
/// A library compiled on a machine without reference packs names these. The stand-in forwards each public type to the assembly of the pack
/// that has it, so that the library's types are the cells' types.
/// </remarks>
internal static class FacadeAssembly
{
    /// <summary>Makes the stand-in.</summary>
    /// <param name="path">The assembly that runs.</param>
    /// <param name="ownersOf">Tells the assemblies of the pack that have a type, by its full name.</param>
    /// <param name="identityOf">Tells the identity of an assembly of the pack.</param>
    /// <returns>The stand-in, and the names of the assemblies that it forwards to.</returns>
    public static (PortableExecutableReference Reference, ImmutableArray<string> Needs) Make(
        string path, Func<string, string?> ownersOf, Func<string, AssemblyName> identityOf)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var metadata = new MetadataBuilder();
        var running = reader.GetAssemblyDefinition();
        metadata.AddAssembly(
            metadata.GetOrAddString(reader.GetString(running.Name)), running.Version, default, metadata.GetOrAddBlob(reader.GetBlobBytes(running.PublicKey)), running.Flags, AssemblyHashAlgorithm.Sha1);
        metadata.AddModule(0, metadata.GetOrAddString(Path.GetFileName(path)), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));

        var targets = new Dictionary<string, AssemblyReferenceHandle>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var (name, @namespace) = (reader.GetString(type.Name), reader.GetString(type.Namespace));
            var tick = name.IndexOf('`', StringComparison.Ordinal);
            if ((type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public && ownersOf($"{@namespace}.{(tick < 0 ? name : name[..tick])}") is { } owner)
            {
                if (!targets.TryGetValue(owner, out var target))
                {
                    var identity = identityOf(owner);
                    targets[owner] = target = metadata.AddAssemblyReference(
                        metadata.GetOrAddString(owner), identity.Version!, default, metadata.GetOrAddBlob(identity.GetPublicKeyToken() ?? []), default, default);
                }

                // II.22.14: 0x00200000 marks a forwarder.
                metadata.AddExportedType((TypeAttributes)0x00200000, metadata.GetOrAddString(@namespace), metadata.GetOrAddString(name), target, 0);
            }
        }

        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        return (AssemblyMetadata.CreateFromImage(image.ToImmutableArray()).GetReference(filePath: path), [.. targets.Keys]);
    }
}
