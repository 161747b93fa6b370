using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Tests.Architecture;

/// <summary>The library's rooms are its folders; this holds the arrows between them to the design, by what the compiler binds.</summary>
public class RoomDependencyTests
{
    private static readonly Dictionary<string, string[]> _allowed = new()
    {
        ["Text"] = [],
        ["Files"] = [],
        ["Execution"] = ["Text", "Files"],
        ["Sessions"] = ["Text", "Files"],
        ["Gpu"] = ["Text"],
        ["Models"] = ["Text", "Files", "Execution"],
        ["Agents"] = ["Text", "Models", "Execution", "Sessions", "Gpu"],
        ["Archives"] = ["Text", "Execution"],
        ["Display"] = ["Text", "Agents", "Models", "Sessions", "Gpu", "Archives", "Execution"],
        ["Magics"] = ["Text", "Agents", "Models", "Sessions", "Gpu", "Archives", "Execution", "Display"],
    };

    private static readonly Lazy<IReadOnlyList<(string From, string To, string Where)>> _arrows = new(Measure);

    [Fact]
    public void rooms_depend_only_downwards() =>
        Assert.Empty(_arrows.Value
            .Where(arrow => !_allowed.TryGetValue(arrow.From, out var allowed) || !allowed.Contains(arrow.To))
            .Select(arrow => $"{arrow.From} → {arrow.To} in {arrow.Where}")
            .Distinct());

    [Fact]
    public void the_measurement_sees_arrows_at_all() =>
        Assert.Contains(_arrows.Value, arrow => arrow is { From: "Agents", To: "Models" });

    [Fact]
    public void every_folder_of_the_library_is_a_room() =>
        Assert.Empty(Directory.EnumerateDirectories(Repository.Library).Select(Path.GetFileName).Except([.. _allowed.Keys, "bin", "obj"]));

    [Fact]
    public void namespaces_follow_folders() =>
        Assert.Empty(Repository.LibraryFiles()
            .Where(file => !CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes()
                .OfType<BaseNamespaceDeclarationSyntax>()
                .All(space => space.Name.ToString() == "AgentNotebook." + Path.GetRelativePath(Repository.Library, Path.GetDirectoryName(file)!).Replace('/', '.').Replace('\\', '.')))
            .Select(file => Path.GetRelativePath(Repository.Library, file)));

    [Fact]
    public void the_library_knows_no_console_and_no_host()
    {
        Assert.DoesNotContain(
            typeof(GuestCompiler).Assembly.GetReferencedAssemblies(),
            reference => reference.Name is "System.Console" or "System.CommandLine" or "Spectre.Console" or "Microsoft.DotNet.Interactive.Formatting" or "Microsoft.AspNetCore.Html.Abstractions");
    }

    private static IReadOnlyList<(string From, string To, string Where)> Measure()
    {
        var trees = Repository.LibraryFiles().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)).ToList();
        var own = typeof(GuestCompiler).Assembly;
        var references = FrameworkReferences.All
            .Concat(own.GetReferencedAssemblies().Select(name => System.Reflection.Assembly.Load(name).Location).Where(path => path.Length > 0).Distinct().Select(path => MetadataReference.CreateFromFile(path)));
        var compilation = CSharpCompilation.Create("rooms", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var arrows = new List<(string, string, string)>();
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree);
            var from = Room(Path.GetRelativePath(Repository.Library, tree.FilePath));
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol;
                var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                var space = type?.ContainingNamespace?.ToDisplayString() ?? "";
                if (space.StartsWith("AgentNotebook.", StringComparison.Ordinal) && type!.Locations.Any(location => location.IsInSource))
                {
                    var to = space.Split('.')[1];
                    if (to != from)
                    {
                        var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                        arrows.Add((from, to, $"{Path.GetRelativePath(Repository.Library, tree.FilePath)}:{line}"));
                    }
                }
            }
        }

        return arrows;
    }

    private static string Room(string path) => path.Split('/', '\\')[0];
}
