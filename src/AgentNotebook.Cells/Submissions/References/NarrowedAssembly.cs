using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>One of our assemblies as the compiler sees it: without the references that only its insides need.</summary>
/// <remarks>
/// The compiler gives an assembly new symbols when a reference that it could not find before is there later, and a variable of an earlier
/// cell is then of another type than the same variable in a later one. So an assembly is handed out with all it refers to, or not at all.
/// Ours refer to much that no cell ever asks for; those references are renamed, in the copy that the compiler reads, to a name that no
/// assembly has, and so stay as they are whatever a cell brings in.
/// </remarks>
internal static class NarrowedAssembly
{
    // ECMA-335 II.22.5: four version numbers of two bytes, four bytes of flags, then the key, the name.
    private const int BytesBeforeKey = 12;

    /// <summary>Reads an assembly.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isAllowed">Whether an assembly of that name may be brought in with it when public signatures need it.</param>
    /// <returns>The reference, and the names of the assemblies that have to be there with it.</returns>
    public static (PortableExecutableReference Reference, ImmutableArray<string> Needs) Read(string path, Func<string, bool> isAllowed)
    {
        var image = File.ReadAllBytes(path);
        using var file = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(image));
        var reader = file.GetMetadataReader();
        var surface = PublicSurface.References(reader);
        var needs = ImmutableArray.CreateBuilder<string>();
        var hidden = new List<AssemblyReferenceHandle>();
        foreach (var handle in reader.AssemblyReferences)
        {
            var name = reader.GetString(reader.GetAssemblyReference(handle).Name);
            if (surface.Contains(handle) && isAllowed(name))
            {
                needs.Add(name);
            }
            else
            {
                hidden.Add(handle);
            }
        }

        Rename(image.AsSpan(file.PEHeaders.MetadataStartOffset, file.PEHeaders.MetadataSize), reader, hidden);
        var module = ModuleMetadata.CreateFromImage(image);
        return (AssemblyMetadata.Create(module).GetReference(filePath: path), needs.ToImmutable());
    }

    private static void Rename(Span<byte> metadata, MetadataReader reader, IEnumerable<AssemblyReferenceHandle> references)
    {
        var table = reader.GetTableMetadataOffset(TableIndex.AssemblyRef);
        var row = reader.GetTableRowSize(TableIndex.AssemblyRef);
        var blob = reader.GetHeapSize(HeapIndex.Blob) > ushort.MaxValue ? 4 : 2;
        var wide = reader.GetHeapSize(HeapIndex.String) > ushort.MaxValue;

        // The first type of every module is <Module> (II.10.8); no file can be an assembly of that name.
        var nobody = reader.GetHeapOffset(reader.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(1)).Name);
        foreach (var reference in references)
        {
            var name = metadata[(table + (MetadataTokens.GetRowNumber(reference) - 1) * row + BytesBeforeKey + blob)..];
            if (wide)
            {
                BinaryPrimitives.WriteInt32LittleEndian(name, nobody);
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(name, (ushort)nobody);
            }
        }
    }
}
