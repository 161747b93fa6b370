using AgentNotebook.Cells.Submissions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Cells.Language;

/// <summary>Tells whether code can run as it stands.</summary>
internal static class Completeness
{
    private const string Step = "    ";

    // What is not closed is found where it was opened, or where the literal's line ends.
    private static readonly string[] _unclosed = ["CS1035", "CS1039", "CS8997", "CS1733", "CS8076"];

    /// <param name="code">C#, without magics.</param>
    public static CellCompleteness Of(string code)
    {
        var tree = SubmissionChain.Parse(code, "", CancellationToken.None);
        var errors = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();

        // The compiler's own answer takes much for unfinished that no further line makes right: what is wrong before the end stays wrong.
        var end = code.AsSpan().TrimEnd().Length;
        if (!SyntaxFactory.IsCompleteSubmission(tree) && errors.All(error => error.Location.SourceSpan.Start >= end || _unclosed.Contains(error.Id)))
        {
            return new CellCompleteness(CompletenessState.Incomplete, Indent(code));
        }

        return new CellCompleteness(errors.Count > 0 ? CompletenessState.Invalid : CompletenessState.Complete);
    }

    /// <summary>That of the last line with something in it, one step further where that line opens something.</summary>
    private static string Indent(string code)
    {
        var line = code.Split('\n').LastOrDefault(text => !string.IsNullOrWhiteSpace(text))?.TrimEnd() ?? "";
        var blanks = line[..(line.Length - line.TrimStart().Length)];
        return line.EndsWith('{') || line.EndsWith('(') || line.EndsWith('[') || line.EndsWith("=>", StringComparison.Ordinal) ? blanks + Step : blanks;
    }
}
