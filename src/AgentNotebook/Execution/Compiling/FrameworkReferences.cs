using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Execution.Compiling;

/// <summary>The assemblies of the running .NET runtime as compiler references, read once.</summary>
public static class FrameworkReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> _all = new(Load);

    /// <summary>Every managed assembly of Microsoft.NETCore.App beside the running runtime.</summary>
    public static ImmutableArray<MetadataReference> All => _all.Value;

    private static ImmutableArray<MetadataReference> Load()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. Directory.EnumerateFiles(folder, "*.dll")
                .Where(file => !Path.GetFileName(file).Contains(".Native.", StringComparison.Ordinal) && IsManaged(file))
                .Order(StringComparer.Ordinal)
                .Select(file => (MetadataReference)MetadataReference.CreateFromFile(file)),
        ];
    }

    private static bool IsManaged(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new System.Reflection.PortableExecutable.PEReader(stream);
        return reader.HasMetadata;
    }
}
