using AgentNotebook.Cells.Splitting;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>A part of the program, in the order of the notebook.</summary>
/// <param name="Cell">The cell it comes from.</param>
/// <param name="Text">Its text as it stands in the notebook.</param>
internal abstract record ProgramPiece(NotebookCell Cell, string Text)
{
    /// <summary>Text that becomes comments: Markdown, or code that means nothing outside a notebook.</summary>
    public sealed record Comment(NotebookCell Cell, string Text) : ProgramPiece(Cell, Text);

    /// <summary>C#.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Tree">The code, parsed as a submission.</param>
    /// <param name="MayFail">Whether the notebook goes on when it throws.</param>
    public sealed record Code(NotebookCell Cell, SyntaxTree Tree, bool MayFail) : ProgramPiece(Cell, Tree.ToString().Trim('\r', '\n'))
    {
        /// <summary>Why it cannot stand in the program; <see langword="null"/> when it can.</summary>
        public string? LeftOut { get; set; }
    }

    /// <summary>A magic.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Segment">Its line and its body.</param>
    /// <param name="Text">Both as they stand in the notebook.</param>
    public sealed record Magic(NotebookCell Cell, MagicSegment Segment, string Text) : ProgramPiece(Cell, Text)
    {
        /// <summary>The variable that it makes in the notebook; <see langword="null"/> when it makes none.</summary>
        public string? Makes => Segment.Arguments is { } arguments
            ? new[] { "--as", "--name" }.Where(arguments.Has).Select(name => arguments.Get<object>(name, "") as string).FirstOrDefault(name => !string.IsNullOrEmpty(name))
            : null;
    }
}
