using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>The assemblies that a chain's submissions are compiled against. Immutable; complete: what an assembly in it needs is in it.</summary>
/// <remarks>
/// Completeness is what keeps a notebook's types the same from cell to cell while the set grows (see <see cref="NarrowedAssembly"/>): an
/// assembly whose references are all there is never looked at again.
/// </remarks>
internal sealed class ReferenceSet
{
    // Of the framework, what every cell needs: the signatures that statements compile to (lock, await, foreach), the implicit usings' main parts.
    private static readonly string[] _core = ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Console", "System.Linq", "System.Threading"];

    private static readonly Lazy<ReferenceSet> _shared = new(() => new ReferenceSet([], [], []).With(
        [.. _core.Where(AssemblyCatalog.Shared.Names.Contains), typeof(Display.MimeBundle).Assembly.GetName().Name!, typeof(CellGlobals).Assembly.GetName().Name!]));

    private IReadOnlyList<string>? _usings;

    private ReferenceSet(ImmutableHashSet<string> names, ImmutableHashSet<string> files, ImmutableArray<MetadataReference> references) =>
        (Names, Files, References) = (names, files, references);

    /// <summary>What a chain begins with.</summary>
    public static ReferenceSet Core => _shared.Value;

    /// <summary>Simple names of the assemblies that come from the catalog.</summary>
    public ImmutableHashSet<string> Names { get; }

    /// <summary>Full paths of the assemblies that the notebook asked for.</summary>
    public ImmutableHashSet<string> Files { get; }

    /// <summary>All of them, for the compiler.</summary>
    public ImmutableArray<MetadataReference> References { get; }

    /// <summary>The implicit usings whose namespaces are there; the compiler takes others for errors.</summary>
    public IReadOnlyList<string> Usings => _usings ??= [.. CellReferences.Usings.Where(name => NameIndex.Shared.IsNamespaceOf(name, Names)), .. CellReferences.StaticUsings];

    /// <summary>The set with more assemblies of the catalog, and what they need.</summary>
    /// <returns>This set when they are all there.</returns>
    public ReferenceSet With(IEnumerable<string> names)
    {
        var wanted = new Stack<string>(names);
        var all = Names.ToBuilder();
        List<string> added = [];
        while (wanted.TryPop(out var name))
        {
            if (all.Add(name))
            {
                added.Add(name);
                foreach (var needed in AssemblyCatalog.Shared.Needs(name))
                {
                    wanted.Push(needed);
                }
            }
        }

        return added.Count == 0 ? this : new ReferenceSet(all.ToImmutable(), Files, References.AddRange(added.Select(AssemblyCatalog.Shared.Reference)));
    }

    /// <summary>The set with files that the notebook asked for, and what of the catalog they need.</summary>
    /// <param name="paths">Full paths; one that is there already is left out.</param>
    public ReferenceSet WithFiles(IEnumerable<string> paths)
    {
        var fresh = paths.Distinct().Where(path => !Files.Contains(path)).ToList();
        return fresh.Count == 0
            ? this
            : new ReferenceSet(Names, Files.Union(fresh), References.AddRange(fresh.Select(path => MetadataReference.CreateFromFile(path))))
                .With(fresh.SelectMany(path => AssemblyCatalog.Shared.NeedsOfFile(path).AsEnumerable()));
    }
}
