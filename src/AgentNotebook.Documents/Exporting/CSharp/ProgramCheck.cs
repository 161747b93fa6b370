using AgentNotebook.Execution.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>Compiles a program as the SDK would.</summary>
internal static class ProgramCheck
{
    /// <summary>The first error; <see langword="null"/> when there is none.</summary>
    public static Diagnostic? FirstError(string program)
    {
        // Directives of file-based apps are the SDK's; the compiler sees them as lines to skip.
        var plain = string.Join('\n', program.Split('\n').Select(line => line.StartsWith("#:", StringComparison.Ordinal) ? "" : line));
        var compilation = CSharpCompilation.Create(
            "program",
            [CSharpSyntaxTree.ParseText(plain, new CSharpParseOptions(LanguageVersion.Preview))],
            FrameworkReferences.All,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, concurrentBuild: false));
        return compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }
}
