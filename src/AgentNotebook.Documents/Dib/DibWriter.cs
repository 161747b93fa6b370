using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Documents.Reading;

namespace AgentNotebook.Documents.Dib;

/// <summary>Writes a notebook as a .dib file, laid out as .NET Interactive does: an empty line after each line that begins a cell and after each cell.</summary>
internal static class DibWriter
{
    private static readonly JsonWriterOptions _meta = new() { Encoder = new MinimalJsonEncoder(), MaxDepth = 1_000 };

    /// <summary>The bytes of the file: UTF-8 without a byte order mark.</summary>
    /// <exception cref="NotebookException">A cell is in a language that the format cannot name, or the metadata that names languages is damaged.</exception>
    public static byte[] Write(NotebookDocument document)
    {
        var declared = DibMetadata.KernelInfoOfNotebook(document.Root);
        var known = new DibLanguages(declared);
        var languages = document.Cells.Select(cell => LanguageOf(cell, document, known)).ToList();
        // Raw last: a notebook does not keep it, so it is added anew each time, and the file stays the same.
        var undeclared = languages.Where(language => !known.Knows(language)).Distinct().OrderBy(language => language == DibLanguages.Raw);
        var meta = DibMetadata.ToMeta(document, DefaultLanguage(document, known), undeclared);
        known = new DibLanguages(DibMetadata.KernelInfoOfMeta(meta));

        var text = new StringBuilder();
        // Always there: without it, .NET Interactive takes any line of a cell that begins so for the section.
        text.Append($"{DibMetaSection.FirstLine}\n\n").Append(Compact(meta)).Append("\n\n");
        foreach (var (cell, language) in document.Cells.Zip(languages))
        {
            text.Append($"{DibLanguages.LineOf(language)}\n\n");
            var source = DibCellText.Escape(cell.Source, known);
            text.Append(source).Append(source.Length > 0 ? "\n\n" : "");
        }

        // The empty line after the last cell is the end of the file.
        text.Length--;
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string LanguageOf(NotebookCell cell, NotebookDocument document, DibLanguages known)
    {
        var language = cell.Kind switch
        {
            CellKind.Markdown => DibLanguages.Markdown,
            CellKind.Raw => DibLanguages.Raw,
            _ => known.NameOf(document.LanguageOf(cell, DibLanguages.Default)),
        };
        if (!DibLanguages.CanBeWritten(language))
        {
            throw new NotebookException($"{document.Name}: cells[{cell.Index}] is in a language whose name cannot stand on a line: {JsonValue.Create(language).ToJsonString()}. Give the cell another language.");
        }

        return cell.Kind == CellKind.Code && language == DibLanguages.Raw
            ? throw new NotebookException($"{document.Name}: cells[{cell.Index}] is code in a language named '{DibLanguages.Raw}', which in a .dib file stands for raw cells. Give the cell another language.")
            : language;
    }

    private static string DefaultLanguage(NotebookDocument document, DibLanguages known) =>
        CellLanguage.Of([], document.Root) is { } language && DibLanguages.CanBeWritten(language) ? known.NameOf(language) : DibLanguages.Default;

    private static string Compact(JsonObject meta)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _meta))
        {
            meta.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
