using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Execution.Compiling;

/// <summary>An assembly the user lets guests use: read once, compiled against and sent along.</summary>
internal sealed record GuestLibrary(string Name, ImmutableArray<byte> Bytes)
{
    private const int MostFiles = 64;
    private const int MostBytes = 64 << 20;
    private const int MostBytesTogether = 128 << 20;

    internal MetadataReference Reference { get; } = MetadataReference.CreateFromImage(Bytes);

    internal ReadOnlyMemory<byte> Image => Bytes.AsMemory();

    /// <exception cref="GuestReferenceException">A file cannot be used.</exception>
    internal static IReadOnlyList<GuestLibrary> ReadAll(IReadOnlyList<string> paths)
    {
        if (paths.Count > MostFiles)
        {
            throw new GuestReferenceException($"{paths.Count} assemblies are named; at most {MostFiles} are taken. Leave out those the code does not use.");
        }

        var libraries = new List<GuestLibrary>();
        var left = MostBytesTogether;
        foreach (var path in paths)
        {
            var bytes = Read(path, Math.Min(left, MostBytes));
            left -= bytes.Length;
            var library = new GuestLibrary(NameOf(path, bytes), bytes);
            if (libraries.Exists(other => string.Equals(other.Name, library.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new GuestReferenceException($"{path}: an assembly '{library.Name}' is named already. Name each once.");
            }

            libraries.Add(library);
        }

        return libraries;
    }

    private static ImmutableArray<byte> Read(string path, int most)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new GuestReferenceException($"{path}: this is a folder. Name the assembly (.dll) in it.");
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            // The length that a file declares may lie, and a device declares none.
            var bytes = new MemoryStream();
            var buffer = new byte[128 << 10];
            for (int count; (count = file.Read(buffer)) > 0;)
            {
                if (bytes.Length + count > most)
                {
                    throw new GuestReferenceException($"{path}: the file is too large. An assembly may have {MostBytes >> 20} MiB, and all together {MostBytesTogether >> 20} MiB.");
                }

                bytes.Write(buffer, 0, count);
            }

            return ImmutableArray.Create(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new GuestReferenceException($"{path}: there is no such file. Name an assembly (.dll) by its path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GuestReferenceException($"{path}: the file cannot be read: {exception.Message}", exception);
        }
    }

    private static string NameOf(string path, ImmutableArray<byte> bytes)
    {
        try
        {
            using var image = new PEReader(bytes);
            if (image.HasMetadata && image.GetMetadataReader() is { IsAssembly: true } metadata)
            {
                var name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
                return name == GuestReferences.WorkerAssembly || File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"))
                    ? throw new GuestReferenceException($"{path}: the assembly '{name}' is there without being named. Leave it out.")
                    : name;
            }
        }
        catch (BadImageFormatException)
        {
            // Said below, as for a file that is nothing of the kind.
        }

        throw new GuestReferenceException($"{path}: this is no .NET assembly. Name the .dll that holds the managed code; native libraries cannot be used.");
    }
}
