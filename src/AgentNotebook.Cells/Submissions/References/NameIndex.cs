using System.Collections.Immutable;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Tells for a name which assemblies of a catalog define it, without the compiler having to look at them. Answers in microseconds.</summary>
internal sealed class NameIndex
{
    private static readonly Lazy<NameIndex> _shared = new(() => NameIndexBuilder.Build(AssemblyCatalog.Shared));

    private readonly Dictionary<string, List<NamedType>> _types;
    private readonly ILookup<string, NamedType> _typesByNamespace;
    private readonly Dictionary<string, List<NamedExtension>> _extensions;
    private readonly Dictionary<string, SortedDictionary<string, int>> _namespaces;

    internal NameIndex(
        Dictionary<string, List<NamedType>> types,
        Dictionary<string, List<NamedExtension>> extensions,
        Dictionary<string, SortedDictionary<string, int>> namespaces)
    {
        (_types, _extensions, _namespaces) = (types, extensions, namespaces);
        _typesByNamespace = types.Values.SelectMany(named => named).ToLookup(type => type.Namespace);
        AllExtensions = [.. extensions.Values.SelectMany(named => named).Distinct()];
    }

    /// <summary>The index of <see cref="AssemblyCatalog.Shared"/>; the first to ask waits until it is built.</summary>
    public static NameIndex Shared => _shared.Value;

    /// <summary>Where there are extension methods, for what.</summary>
    public ImmutableArray<NamedExtension> AllExtensions { get; }

    /// <summary>Starts building <see cref="Shared"/>, so that the first cell need not wait for all of it.</summary>
    public static void Prepare()
    {
        if (!_shared.IsValueCreated)
        {
            _ = Task.Run(() => _shared.Value);
        }
    }

    /// <summary>The types of a name, in all namespaces and of every arity.</summary>
    public IReadOnlyList<NamedType> Types(string name) => _types.TryGetValue(name, out var types) ? types : [];

    /// <summary>The assemblies of a type.</summary>
    /// <param name="fullName">Its name with its namespace, without arity.</param>
    public IEnumerable<string> OwnersOf(string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        var @namespace = dot < 0 ? "" : fullName[..dot];
        return Types(fullName[(dot + 1)..]).Where(type => type.Namespace == @namespace).Select(type => type.Assembly);
    }

    /// <summary>The extension methods of a name, in all namespaces.</summary>
    public IReadOnlyList<NamedExtension> Extensions(string name) => _extensions.TryGetValue(name, out var extensions) ? extensions : [];

    /// <summary>The namespaces in which some assemblies have extension methods.</summary>
    public IEnumerable<string> ExtensionNamespaces(ImmutableHashSet<string> assemblies) =>
        AllExtensions.Where(extension => assemblies.Contains(extension.Assembly)).Select(extension => extension.Namespace).Distinct();

    /// <summary>All types of a namespace.</summary>
    public IEnumerable<NamedType> TypesIn(string @namespace) => _typesByNamespace[@namespace];

    /// <summary>Whether an assembly has public types in a namespace or below it.</summary>
    public bool IsNamespace(string name) => _namespaces.ContainsKey(name);

    /// <summary>Whether one of some assemblies has public types in a namespace or below it.</summary>
    public bool IsNamespaceOf(string name, ImmutableHashSet<string> assemblies) => _namespaces.TryGetValue(name, out var owners) && owners.Keys.Any(assemblies.Contains);

    /// <summary>The assembly that has the most public types in a namespace or below it.</summary>
    public string? MainAssemblyOf(string name) => _namespaces.TryGetValue(name, out var owners) ? owners.MaxBy(owner => owner.Value).Key : null;

    /// <summary>The simple names of the namespaces directly in one; of the outermost for an empty name.</summary>
    public IEnumerable<string> NamespacesIn(string name)
    {
        var prefix = name.Length == 0 ? "" : name + ".";
        return _namespaces.Keys
            .Where(candidate => candidate.StartsWith(prefix, StringComparison.Ordinal) && candidate.Length > prefix.Length && candidate.IndexOf('.', prefix.Length) < 0)
            .Select(candidate => candidate[prefix.Length..]);
    }
}
