using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AgentNotebook.Display;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.Extensions.AI;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>The assemblies whose names cells may use without asking: the framework's and ours. Each is read once for the process, when it is first wanted.</summary>
internal sealed class AssemblyCatalog
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ours = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<(PortableExecutableReference Reference, ImmutableArray<string> Needs)>> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A catalog of the framework and of our own.</summary>
    /// <param name="framework">The folder of the framework's assemblies.</param>
    public AssemblyCatalog(string framework)
    {
        foreach (var path in Directory.EnumerateFiles(framework, "*.dll").Where(path => !path.Contains(".Native.", StringComparison.Ordinal) && IsManaged(path)))
        {
            _paths[Path.GetFileNameWithoutExtension(path)] = path;
        }

        foreach (var type in new[] { typeof(MimeBundle), typeof(CellGlobals), typeof(Formatter), typeof(IHtmlContent), typeof(IChatClient) })
        {
            var path = type.Assembly.Location;
            _paths[Path.GetFileNameWithoutExtension(path)] = path;
            _ours.Add(Path.GetFileNameWithoutExtension(path));
        }
    }

    /// <summary>The catalog of this process.</summary>
    public static AssemblyCatalog Shared { get; } = new(FrameworkFolder.Path);

    /// <summary>The simple names of all assemblies.</summary>
    public IReadOnlyCollection<string> Names => _paths.Keys;

    /// <summary>Whether there is an assembly of that name; also true for those that only run, which <see cref="FacadeAssembly"/> stands in for.</summary>
    public bool Contains(string name) => _paths.ContainsKey(name) || RunningOnly(name) is not null;

    public string PathOf(string name) => _paths.GetValueOrDefault(name) ?? RunningOnly(name)!;

    /// <summary>An assembly for the compiler.</summary>
    /// <param name="name">Its simple name, one of <see cref="Names"/>.</param>
    public PortableExecutableReference Reference(string name) => Read(name).Reference;

    /// <summary>The names of the assemblies that have to be there with it; of this catalog.</summary>
    public ImmutableArray<string> Needs(string name) => Read(name).Needs;

    /// <summary>The assemblies of this catalog that a file refers to; none when it is no assembly.</summary>
    public ImmutableArray<string> NeedsOfFile(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            if (!file.HasMetadata)
            {
                return [];
            }

            var reader = file.GetMetadataReader();
            return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).Where(Contains)];
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            // The compiler says what is wrong with it, in the cell's terms.
            return [];
        }
    }

    private (PortableExecutableReference Reference, ImmutableArray<string> Needs) Read(string name) =>
        _read.GetOrAdd(name, key => new(() =>
            _ours.Contains(key) ? NarrowedAssembly.Read(_paths[key], Contains)
            : _paths.TryGetValue(key, out var path) ? (MetadataReference.CreateFromFile(path), NeedsOfFile(path))
            : FacadeAssembly.Make(
                RunningOnly(key)!,
                type => NameIndex.Shared.OwnersOf(type).FirstOrDefault(),
                owner => AssemblyName.GetAssemblyName(_paths[owner])))).Value;

    private static string? RunningOnly(string name)
    {
        const string Insides = "System.Private.";
        var path = Path.Combine(FrameworkFolder.Running, name + ".dll");
        return name.StartsWith(Insides, StringComparison.OrdinalIgnoreCase) && FrameworkFolder.Path != FrameworkFolder.Running && File.Exists(path) ? path : null;
    }

    private static bool IsManaged(string path)
    {
        // Reference packs hold nothing else; beside a runtime lie native libraries too.
        if (FrameworkFolder.Path != FrameworkFolder.Running && path.StartsWith(FrameworkFolder.Path, StringComparison.Ordinal))
        {
            return true;
        }

        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata;
    }
}
