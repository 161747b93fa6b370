using AgentNotebook.Cells.Submissions.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Code as the compiler sees it at the end of a chain.</summary>
/// <param name="Compilation">The compilation.</param>
/// <param name="Tree">The code.</param>
/// <param name="References">The assemblies it sees.</param>
/// <param name="Imports">What its using directives, and those before it, bring into view.</param>
internal sealed record SubmissionView(CSharpCompilation Compilation, SyntaxTree Tree, ReferenceSet References, Imports Imports)
{
    /// <summary>Answers what names and expressions mean.</summary>
    public SemanticModel Model { get; } = Compilation.GetSemanticModel(Tree);
}
