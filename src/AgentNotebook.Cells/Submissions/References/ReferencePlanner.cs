using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Finds, before the compiler runs, the assemblies that a submission may name something of.</summary>
/// <remarks>
/// A name in source can only mean a type or an extension method of that name in a namespace in view. So every assembly of the catalog that
/// has such a one is brought in, also where another would do: the compiler then sees the same candidates, and the same ambiguities, as if
/// it had been given all. What no name tells (a type in a signature, a member that the compiler itself calls) comes from the closure that
/// <see cref="ReferenceSet"/> keeps, and at last from the compiler's errors (<see cref="MissingReferences"/>).
/// </remarks>
internal sealed class ReferencePlanner
{
    // A facade that forwards to all the others.
    private const string WholeFramework = "netstandard";

    private readonly NameIndex _index = NameIndex.Shared;
    private readonly HashSet<string> _wanted = [];
    private readonly List<NamedExtension> _extensions = [];
    private readonly Imports _imports;

    private ReferencePlanner(Imports imports) => _imports = imports;

    /// <summary>The set that a submission needs.</summary>
    /// <param name="set">What is there already; stays.</param>
    /// <param name="root">The submission.</param>
    /// <param name="imports">What is in view in it, its own using directives included.</param>
    public static ReferenceSet Plan(ReferenceSet set, CompilationUnitSyntax root, Imports imports)
    {
        var planner = new ReferencePlanner(imports);
        planner.AddNames(root);
        set = planner.Settle(set.With(planner._wanted));
        var namespaces = imports.Namespaces.Except(CellReferences.Usings).Concat(imports.Aliases.Values);
        return set.With(namespaces.Where(name => planner._index.IsNamespace(name) && !planner._index.IsNamespaceOf(name, set.Names)).Select(name => planner._index.MainAssemblyOf(name)!));
    }

    /// <summary>The set with the extension methods of the namespaces in view, for those who do not yet know which name comes.</summary>
    /// <remarks>Without those of assemblies that would bring the whole framework with them: what is only looked at must not cost so much.</remarks>
    public static ReferenceSet WithExtensions(ReferenceSet set, Imports imports)
    {
        var planner = new ReferencePlanner(imports);
        var inView = planner._index.AllExtensions.Where(extension => imports.Namespaces.Contains(extension.Namespace));
        planner._extensions.AddRange(inView.Where(extension => set.Names.Contains(extension.Assembly) || !AssemblyCatalog.Shared.Needs(extension.Assembly).Contains(WholeFramework)));
        return planner.Settle(set);
    }

    private void AddNames(CompilationUnitSyntax root)
    {
        var seen = new HashSet<string>();
        foreach (var node in root.DescendantNodes(descendIntoTrivia: false))
        {
            if (node is SimpleNameSyntax simple && seen.Add(simple.Identifier.ValueText))
            {
                AddName(simple.Identifier.ValueText);
            }
            else if (node is QualifiedNameSyntax or MemberAccessExpressionSyntax or AliasQualifiedNameSyntax && Imports.Dotted(node) is { } dotted)
            {
                AddQualified(_imports.Expand(dotted));
            }
        }

        foreach (var target in _imports.Aliases.Values)
        {
            AddQualified(target);
        }
    }

    private void AddName(string name)
    {
        foreach (var type in _index.Types(name).Concat(_index.Types(name + "Attribute")))
        {
            if (_imports.Namespaces.Contains(type.Namespace))
            {
                _wanted.Add(type.Assembly);
            }
        }

        _extensions.AddRange(_index.Extensions(name).Where(extension => _imports.Namespaces.Contains(extension.Namespace)));
        if (name == "dynamic")
        {
            // What the compiler makes of it calls this one.
            _wanted.Add("Microsoft.CSharp");
        }
    }

    private void AddQualified(string dotted)
    {
        _wanted.UnionWith(_index.OwnersOf(dotted));
        _wanted.UnionWith(_index.OwnersOf(dotted + "Attribute"));
    }

    /// <summary>Adds the extension methods whose receivers are in reach, which may bring others into reach.</summary>
    private ReferenceSet Settle(ReferenceSet set)
    {
        for (var previous = default(ReferenceSet); !ReferenceEquals(previous, set);)
        {
            previous = set;
            var names = set.Names;
            set = set.With(_extensions.Where(extension => extension.ReceiverAssembly is not { } receiver || names.Contains(receiver)).Select(extension => extension.Assembly));
        }

        return set;
    }
}
