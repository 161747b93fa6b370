using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace AgentNotebook.Cells.Libraries;

/// <summary>
/// The libraries that cells have asked for. The runtime asks here for what it does not find itself. An assembly that is loaded stays for the
/// life of the process, in one version for all notebooks in it.
/// </summary>
internal static class LoadedLibraries
{
    private static readonly Lock _gate = new();
    private static readonly Dictionary<string, string> _managed = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, string> _native = new(StringComparer.OrdinalIgnoreCase);
    private static readonly List<AssemblyDependencyResolver> _resolvers = [];
    private static readonly Lazy<Dictionary<string, string>> _ofHost = new(() => ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .GroupBy(path => Path.GetFileNameWithoutExtension(path)!, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(paths => paths.Key, paths => paths.First(), StringComparer.OrdinalIgnoreCase));

    static LoadedLibraries()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += ResolveNative;
    }

    /// <summary>The host's own assembly of a name, which the runtime takes before any other.</summary>
    public static string? OfHost(string name) => _ofHost.Value.GetValueOrDefault(name);

    /// <summary>Why an assembly cannot be used: another one of its name is loaded, or the host has an older one.</summary>
    /// <returns><see langword="null"/> when nothing stands in its way.</returns>
    public static string? Conflict(AssemblyIdentity wanted)
    {
        if (OfHost(wanted.Name) is { } host)
        {
            var own = AssemblyIdentity.Of(host)!.Version;
            return own >= wanted.Version ? null : $"{wanted.Name} {wanted.Version} cannot be loaded here: this program itself runs on {wanted.Name} {own}. Ask for a version that goes with it.";
        }

        var loaded = AssemblyLoadContext.Default.Assemblies.FirstOrDefault(assembly => !assembly.IsDynamic && string.Equals(assembly.GetName().Name, wanted.Name, StringComparison.OrdinalIgnoreCase));
        return loaded is null || loaded.ManifestModule.ModuleVersionId == wanted.Mvid
            ? null
            : $"{wanted.Name} {loaded.GetName().Version} is loaded already, and {(loaded.GetName().Version == wanted.Version ? "another build of it" : $"version {wanted.Version}")} cannot take its place. Restart the kernel and ask for this one first.";
    }

    /// <summary>Makes assemblies and native libraries loadable.</summary>
    public static void Add(IEnumerable<(string Name, string Path)> managed, IEnumerable<string> native)
    {
        lock (_gate)
        {
            foreach (var (name, path) in managed)
            {
                _managed[name] = path;
            }

            foreach (var path in native)
            {
                _native[Path.GetFileName(path)] = path;
            }
        }
    }

    /// <summary>Makes a file loadable, with what lies beside it or is named in its <c>.deps.json</c>.</summary>
    public static void AddFile(string name, string path)
    {
        Add([(name, path)], []);
        var resolver = new AssemblyDependencyResolver(path);
        lock (_gate)
        {
            _resolvers.Add(resolver);
        }
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        string? path;
        lock (_gate)
        {
            path = _managed.GetValueOrDefault(name.Name ?? "") ?? _resolvers.Select(resolver => resolver.ResolveAssemblyToPath(name)).FirstOrDefault(found => found is not null);
        }

        return path is null ? null : context.LoadFromAssemblyPath(path);
    }

    // The names under which the runtime itself would look for it (.NET documentation, "Native library loading").
    private static IntPtr ResolveNative(Assembly asking, string name)
    {
        string? path;
        lock (_gate)
        {
            path = new[] { name, $"lib{name}.so", $"{name}.so", $"{name}.dll", $"lib{name}.dylib", $"{name}.dylib" }.Select(file => _native.GetValueOrDefault(file)).FirstOrDefault(file => file is not null)
                ?? _resolvers.Select(resolver => resolver.ResolveUnmanagedDllToPath(name)).FirstOrDefault(found => found is not null);
        }

        return path is not null && NativeLibrary.TryLoad(path, out var library) ? library : IntPtr.Zero;
    }
}
