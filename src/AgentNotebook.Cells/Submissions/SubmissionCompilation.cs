using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Submissions;

/// <summary>A compiled submission, or the errors that stand in its way.</summary>
/// <param name="Submission">The submission, loaded; <see langword="null"/> when there are errors.</param>
/// <param name="Errors">The compiler's errors, in source order.</param>
internal sealed record SubmissionCompilation(Submission? Submission, IReadOnlyList<Diagnostic> Errors);
