using System.Text.Json.Nodes;
using AgentNotebook.Documents.Dib;

namespace AgentNotebook.Documents.Converting;

/// <summary>What a .dib file does not keep of a notebook, in cells.</summary>
/// <param name="Outputs">Cells with outputs or a count of executions.</param>
/// <param name="Attachments">Cells with attached files.</param>
/// <param name="Metadata">Cells with metadata beside their language, such as tags.</param>
/// <param name="EmptyLines">Cells with empty lines at their ends, or with carriage returns at the ends of lines.</param>
/// <param name="Markdown">Code cells in Markdown, which come back as Markdown cells.</param>
public sealed record ConversionLosses(int Outputs, int Attachments, int Metadata, int EmptyLines, int Markdown)
{
    // What says the language of a cell goes into the line that begins it.
    private static readonly string[] _languageMarks = ["polyglot_notebook", "dotnet_interactive", "vscode"];

    /// <summary>Nothing.</summary>
    public static ConversionLosses None { get; } = new(0, 0, 0, 0, 0);

    /// <inheritdoc/>
    /// <remarks>One line for people; empty when nothing is lost.</remarks>
    public override string ToString() => string.Join(", ", new[]
    {
        Part(Outputs, "outputs"),
        Part(Attachments, "attachments"),
        Part(Metadata, "tags and other metadata"),
        Part(EmptyLines, "empty lines at the ends"),
        Part(Markdown, "being code, in Markdown,"),
    }.Where(part => part.Length > 0));

    internal static ConversionLosses Of(NotebookDocument document)
    {
        var cells = document.Cells;
        return new ConversionLosses(
            cells.Count(cell => cell.Kind == CellKind.Code && (cell.Outputs.Count > 0 || cell.ExecutionCount is not null)),
            cells.Count(cell => cell.Json["attachments"] is JsonObject { Count: > 0 }),
            cells.Count(cell => cell.Json["metadata"] is JsonObject metadata && metadata.Any(pair => !_languageMarks.Contains(pair.Key))),
            cells.Count(cell => DibCellText.Normalize(cell.Source) != cell.Source),
            cells.Count(cell => cell.Kind == CellKind.Code && document.LanguageOf(cell, DibLanguages.Default) is DibLanguages.Markdown or "md"));
    }

    private static string Part(int cells, string what) => cells switch
    {
        0 => "",
        1 => $"{what} of 1 cell",
        _ => $"{what} of {cells} cells",
    };
}
