using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Submissions.References;

/// <summary>Lets one compilation be alone with assemblies that none has bound yet, and keeps what it bound.</summary>
/// <remarks>
/// Two script compilations that are the first to bind the same references, at the same time, can miss extension methods (Roslyn 5.12; see
/// <c>FrameworkReferences</c>). And the compiler holds bound assemblies by weak references only: once collected, they would be bound anew,
/// and their types would be others than those of the notebook's variables.
/// </remarks>
internal static class Seasoning
{
    private static readonly Lock _gate = new();
    private static readonly HashSet<string> _done = [];
    private static readonly List<CSharpCompilation> _kept = [];

    /// <summary>Binds what of a set has not been bound in this process.</summary>
    public static void Season(ReferenceSet set)
    {
        lock (_gate)
        {
            var fresh = set.Names.Except(_done);
            if (fresh.IsEmpty)
            {
                return;
            }

            var compilation = CSharpCompilation.CreateScriptCompilation(
                "first",
                CSharpSyntaxTree.ParseText("_ = new List<int>().SequenceEqual(new[] { 1 }); 0.NoMethodHasThisName();", new CSharpParseOptions(kind: SourceCodeKind.Script)),
                set.References.Where(reference => !set.Files.Contains(((PortableExecutableReference)reference).FilePath!)),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    usings: set.Usings.Concat(NameIndex.Shared.ExtensionNamespaces(fresh)).Distinct(),
                    concurrentBuild: false));
            compilation.GetDiagnostics();
            _kept.Add(compilation);
            _done.UnionWith(fresh);
        }
    }
}
