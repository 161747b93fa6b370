using System.Text.Json.Nodes;
using AgentNotebook.Documents.Converting;
using AgentNotebook.Documents.Dib;
using AgentNotebook.Documents.Reading;
using AgentNotebook.Documents.Saving;

namespace AgentNotebook.Documents;

/// <summary>A Jupyter notebook, nbformat 4.0 to 4.5. Every field that is not understood here is kept, in its place.</summary>
/// <remarks>Format: https://nbformat.readthedocs.io/en/latest/format_description.html.</remarks>
public sealed class NotebookDocument
{
    private readonly List<NotebookCell> _cells;

    internal NotebookDocument(JsonObject root, string name)
    {
        Root = root;
        Name = name;
        _cells = [.. CellArray.Select((cell, index) => new NotebookCell((JsonObject)cell!, index, name))];
    }

    /// <summary>What messages call the notebook: its path, when it has one.</summary>
    public string Name { get; }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>The minor version of nbformat 4, from 0 to 5.</summary>
    public int FormatMinor => Root["nbformat_minor"]!.GetValue<int>();

    internal JsonObject Root { get; }

    private JsonArray CellArray => (JsonArray)Root["cells"]!;

    /// <summary>Reads a notebook file.</summary>
    /// <param name="path">Path of the file: a .dib file of Polyglot Notebooks when it ends so, else an .ipynb file.</param>
    /// <param name="options">Limits; <see langword="null"/> takes the defaults.</param>
    /// <exception cref="NotebookException">The file is missing, too large or no notebook.</exception>
    public static NotebookDocument Load(string path, NotebookReadOptions? options = null)
    {
        options ??= new NotebookReadOptions();
        var bytes = NotebookFile.ReadAll(path, options);
        return NotebookConverter.IsPolyglot(path) ? DibReader.Read(bytes, path, options) : NotebookReader.Read(bytes, path, options);
    }

    /// <summary>Reads a notebook from its bytes.</summary>
    /// <param name="utf8">JSON in UTF-8.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">Limits; <see langword="null"/> takes the defaults.</param>
    /// <exception cref="NotebookException">The bytes are no notebook.</exception>
    public static NotebookDocument Parse(ReadOnlyMemory<byte> utf8, string name, NotebookReadOptions? options = null) =>
        NotebookReader.Read(utf8, name, options ?? new NotebookReadOptions());

    /// <summary>The notebook as Jupyter writes it: indented by one blank, text as it is, one line end at the end of the file.</summary>
    public byte[] ToBytes() => NotebookJson.Serialize(Root);

    /// <summary>Writes the notebook as .ipynb: to a new file beside the target, which takes the target's place once it is complete on the disk.</summary>
    /// <param name="path">Where to write. A file that is there is replaced, or left as it is when anything fails.</param>
    /// <exception cref="NotebookException">It cannot be written there.</exception>
    public void Save(string path) => NotebookFile.Replace(path, ToBytes());

    /// <summary>The language of a code cell: what the cell itself says, else what the notebook says.</summary>
    /// <param name="cell">A code cell of this document.</param>
    /// <param name="fallback">What holds when neither says anything; <see langword="null"/> when that is an error.</param>
    /// <exception cref="NotebookException">Nobody says.</exception>
    public string LanguageOf(NotebookCell cell, string? fallback = null) =>
        CellLanguage.Of(cell.Json, Root) ?? fallback ?? throw new NotebookException(
            $"{Name}: cells[{cell.Index}] has no language, and the notebook's metadata names none (metadata.language_info.name, metadata.kernelspec). Say which with --language csharp.");

    internal NotebookCell Insert(int index, JsonObject json)
    {
        CellArray.Insert(index, json);
        _cells.Insert(index, new NotebookCell(json, index, Name));
        for (var i = index + 1; i < _cells.Count; i++)
        {
            _cells[i] = new NotebookCell(_cells[i].Json, i, Name);
        }

        return _cells[index];
    }
}
