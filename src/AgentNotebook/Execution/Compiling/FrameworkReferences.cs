using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Execution.Compiling;

/// <summary>The assemblies of the running .NET runtime as compiler references, read once.</summary>
public static class FrameworkReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> _all = new(LoadBound);

    // The compiler keeps bound assemblies by weak references (AssemblyMetadata.CachedSymbols): without this the first collection would make the references cold again.
    private static CSharpCompilation? _first;

    /// <summary>Every managed assembly of Microsoft.NETCore.App beside the running runtime.</summary>
    public static ImmutableArray<MetadataReference> All => _all.Value;

    /// <summary>The references, read anew, with their extension methods looked up once.</summary>
    /// <remarks>
    /// Two script compilations that are the first to bind the same references, at the same time, can miss extension methods of each other's
    /// namespaces: <c>list.SequenceEqual(…)</c> is then CS1929 in one of them (Roslyn 5.12, seen in every run with two threads and cold
    /// references, never after one compilation had been alone with them). So one is.
    /// </remarks>
    internal static ImmutableArray<MetadataReference> LoadBound()
    {
        var references = Load();
        var tree = CSharpSyntaxTree.ParseText("new List<int>().SequenceEqual(new[] { 1 })", new CSharpParseOptions(kind: SourceCodeKind.Script));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: GuestCompiler.ImplicitUsings);
        _first = CSharpCompilation.CreateScriptCompilation("first", tree, references, options);
        _first.GetDiagnostics();
        return references;
    }

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
