using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Tests.Execution;

public class FrameworkReferencesTests
{
    [Fact]
    public void the_first_compilations_find_extension_methods_even_when_they_run_side_by_side()
    {
        for (var round = 0; round < 3; round++)
        {
            var references = FrameworkReferences.LoadBound();
            using var together = new Barrier(2);
            var errors = new List<Diagnostic>[2];
            Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index =>
            {
                together.SignalAndWait(TimeSpan.FromSeconds(30));
                errors[index] = Errors(references);
            });
            Assert.Empty(errors.SelectMany(found => found));
        }
    }

    private static List<Diagnostic> Errors(IEnumerable<MetadataReference> references)
    {
        var code = Submission("var result = new List<string>();", null, references);
        var check = Submission("result.SequenceEqual(new[] { \"a\" })", code, references);
        return [.. check.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    private static CSharpCompilation Submission(string code, CSharpCompilation? previous, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.CreateScriptCompilation(
            "test",
            CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(kind: SourceCodeKind.Script)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: GuestCompiler.ImplicitUsings),
            previous);
}
