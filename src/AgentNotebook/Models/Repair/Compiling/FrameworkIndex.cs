using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Which namespaces hold a public type or extension method of a given name, over all referenced assemblies. Read once.</summary>
internal sealed class FrameworkIndex
{
    private static readonly Lock _gate = new();
    private static FrameworkIndex? _instance;

    private static readonly string[] _usual =
    [
        "System.Collections.Generic", "System.Linq", "System.Text", "System.Text.RegularExpressions", "System.Globalization", "System.Numerics", "System.Diagnostics", "System.Collections.Concurrent",
        "System.Collections.Immutable", "System.Text.Json", "System.Collections", "System.Threading.Channels", "System.IO", "System.IO.Compression", "System.Security.Cryptography", "System.Threading.Tasks",
        "System.Reflection", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Text.Json.Serialization", "System.Collections.Frozen", "System.Net", "System.Buffers",
        "System.ComponentModel", "System.Xml.Linq", "System.Text.Json.Nodes", "System.Collections.ObjectModel", "System.Collections.Specialized", "System.Diagnostics.CodeAnalysis",
    ];

    private readonly Dictionary<string, SortedSet<string>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _extensions = new(StringComparer.Ordinal);

    private FrameworkIndex(Compilation compilation) => Walk(compilation.GlobalNamespace);

    public IEnumerable<string> TypeNames => _types.Keys;

    public static FrameworkIndex For(Compilation compilation)
    {
        lock (_gate)
        {
            return _instance ??= new FrameworkIndex(compilation);
        }
    }

    public IEnumerable<string> NamespacesOfType(string name) => Ranked(_types, name);

    public IEnumerable<string> NamespacesOfExtension(string name) => Ranked(_extensions, name);

    /// <summary>0 for the namespace most often meant, growing; 50 and more for those outside the usual ones.</summary>
    public static int Rank(string space)
    {
        var usual = Array.IndexOf(_usual, space);
        return usual >= 0 ? usual : space.StartsWith("System", StringComparison.Ordinal) ? 50 + space.Length : 200 + space.Length;
    }

    private static IEnumerable<string> Ranked(Dictionary<string, SortedSet<string>> index, string name) =>
        index.TryGetValue(name, out var spaces) ? spaces.OrderBy(Rank).ThenBy(space => space, StringComparer.Ordinal) : [];

    private void Walk(INamespaceSymbol space)
    {
        var name = space.IsGlobalNamespace ? "" : space.ToDisplayString();
        foreach (var type in space.GetTypeMembers())
        {
            if (type.DeclaredAccessibility != Accessibility.Public || name.Length == 0)
            {
                continue;
            }

            Add(_types, type.Name, name);
            if (type.MightContainExtensionMethods)
            {
                foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(m => m.IsExtensionMethod))
                {
                    Add(_extensions, method.Name, name);
                }
            }
        }

        foreach (var inner in space.GetNamespaceMembers())
        {
            Walk(inner);
        }
    }

    private static void Add(Dictionary<string, SortedSet<string>> index, string name, string space)
    {
        if (!index.TryGetValue(name, out var spaces))
        {
            index[name] = spaces = new SortedSet<string>(StringComparer.Ordinal);
        }

        spaces.Add(space);
    }
}
