using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Execution.Compiling;

/// <summary>The assemblies of the running .NET runtime as compiler references, read once.</summary>
public static class FrameworkReferences
{
    // What short programs use. Each reference costs every compilation time, whether it is used or not.
    private static readonly string[] _commonNames =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Collections.Concurrent", "System.Collections.Immutable", "System.ComponentModel",
        "System.ComponentModel.Primitives", "System.Console", "System.Diagnostics.Process", "System.IO.Compression", "System.Linq", "System.Linq.Expressions",
        "System.Memory", "System.Net.Http", "System.Net.Primitives", "System.Net.Sockets", "System.ObjectModel", "System.Private.Uri", "System.Runtime.Numerics",
        "System.Security.Cryptography", "System.Text.Json", "System.Text.RegularExpressions", "System.Threading", "System.Threading.Channels",
    ];

    private static readonly Lazy<ImmutableArray<MetadataReference>> _all = new(LoadBound);
    private static readonly Lazy<ImmutableArray<MetadataReference>> _common = new(() => Bind(Load(name => _commonNames.Contains(name))));

    // The compiler keeps bound assemblies by weak references (AssemblyMetadata.CachedSymbols): without this the first collection would make the references cold again.
    private static readonly ConcurrentBag<CSharpCompilation> _first = [];

    private static string Folder { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>Every managed assembly of Microsoft.NETCore.App beside the running runtime.</summary>
    public static ImmutableArray<MetadataReference> All => _all.Value;

    /// <summary>The few that most programs get by with; not the same objects as in <see cref="All"/>.</summary>
    internal static ImmutableArray<MetadataReference> Common => _common.Value;

    /// <summary>Whether a reference is one of the framework's.</summary>
    internal static bool Contains(MetadataReference reference) =>
        reference is PortableExecutableReference { FilePath: { } path } && Path.GetDirectoryName(path) == Folder;

    /// <summary>The references, read anew, with their extension methods looked up once.</summary>
    /// <remarks>
    /// Two script compilations that are the first to bind the same references, at the same time, can miss extension methods of each other's
    /// namespaces: <c>list.SequenceEqual(…)</c> is then CS1929 in one of them (Roslyn 5.12, seen in every run with two threads and cold
    /// references, never after one compilation had been alone with them). So one is.
    /// </remarks>
    internal static ImmutableArray<MetadataReference> LoadBound() => Bind(Load(_ => true));

    private static ImmutableArray<MetadataReference> Bind(ImmutableArray<MetadataReference> references)
    {
        var tree = CSharpSyntaxTree.ParseText("new List<int>().SequenceEqual(new[] { 1 })", new CSharpParseOptions(kind: SourceCodeKind.Script));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: GuestCompiler.ImplicitUsings);
        var first = CSharpCompilation.CreateScriptCompilation("first", tree, references, options);
        first.GetDiagnostics();
        _first.Add(first);
        return references;
    }

    private static ImmutableArray<MetadataReference> Load(Func<string, bool> isWanted) =>
    [
        .. Directory.EnumerateFiles(Folder, "*.dll")
            .Where(file => isWanted(Path.GetFileNameWithoutExtension(file)) && !Path.GetFileName(file).Contains(".Native.", StringComparison.Ordinal) && IsManaged(file))
            .Order(StringComparer.Ordinal)
            .Select(file => (MetadataReference)MetadataReference.CreateFromFile(file)),
    ];

    private static bool IsManaged(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new System.Reflection.PortableExecutable.PEReader(stream);
        return reader.HasMetadata;
    }
}
