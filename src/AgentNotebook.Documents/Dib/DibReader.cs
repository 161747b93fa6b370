using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Documents.Reading;

namespace AgentNotebook.Documents.Dib;

/// <summary>Reads a .dib file, the text format of Polyglot Notebooks, as the notebook it is.</summary>
/// <remarks>
/// The file may begin with a line <c>#!meta</c> and a JSON object; then each line that is a language's (<see cref="DibLanguages"/>) begins a
/// cell. Text before the first is in the default language. Unlike in .NET Interactive, a cell without text is a cell.
/// </remarks>
internal sealed class DibReader
{
    private readonly DibLanguages _languages;
    private readonly string _name;
    private readonly NotebookReadOptions _options;
    private readonly JsonArray _cells = [];

    private DibReader(DibLanguages languages, string name, NotebookReadOptions options) => (_languages, _name, _options) = (languages, name, options);

    /// <summary>Reads a file from its bytes.</summary>
    /// <param name="utf8">Text in UTF-8.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="NotebookException">The bytes are no text, the meta section is damaged, or there are too many cells.</exception>
    public static NotebookDocument Read(ReadOnlyMemory<byte> utf8, string name, NotebookReadOptions options)
    {
        NotebookReader.CheckEncoding(utf8, name);
        // The byte order mark that some editors write is no part of the text.
        var text = Encoding.UTF8.GetString(utf8.Span.StartsWith("\uFEFF"u8) ? utf8.Span[3..] : utf8.Span);
        var section = DibMetaSection.Read(text, name, options);
        var languages = new DibLanguages(DibMetadata.KernelInfoOfMeta(section.Meta));
        var reader = new DibReader(languages, name, options);
        reader.ReadCells(text.AsSpan(section.End));
        var root = new JsonObject
        {
            ["cells"] = reader._cells,
            ["metadata"] = DibMetadata.ToNotebook(section.Meta, languages.DefaultLanguage, name),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return new NotebookDocument(root, name);
    }

    private void ReadCells(ReadOnlySpan<char> text)
    {
        string? named = null;
        var cell = new DibCellText();
        foreach (var range in text.Split('\n'))
        {
            var line = text[range].TrimEnd('\r');
            if (_languages.OfLine(line) is { } next)
            {
                EndCell(named, cell);
                named = next;
            }
            else
            {
                cell.AddLine(DibCellText.Unescape(line, _languages));
            }
        }

        EndCell(named, cell);
    }

    private void EndCell(string? named, DibCellText cell)
    {
        var text = cell.Take();
        if (named is null && text.Length == 0)
        {
            return;
        }

        if (_cells.Count == _options.MaxCells)
        {
            throw NotebookReader.TooManyCells(_name, _options);
        }

        _cells.Add((JsonNode)NewCell(named ?? _languages.DefaultLanguage, text));
    }

    private JsonObject NewCell(string language, string text)
    {
        var source = MultilineText.Write(text);
        var id = $"cell-{_cells.Count + 1}";
        return language switch
        {
            DibLanguages.Markdown or DibLanguages.Raw => new JsonObject { ["cell_type"] = language, ["id"] = id, ["metadata"] = new JsonObject(), ["source"] = source },
            _ => new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = null,
                ["id"] = id,
                ["metadata"] = CellLanguage.MarkOf(language),
                ["outputs"] = new JsonArray(),
                ["source"] = source,
            },
        };
    }
}
