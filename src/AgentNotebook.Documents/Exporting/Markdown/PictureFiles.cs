using System.Globalization;
using AgentNotebook.Documents.Exporting.Pictures;

namespace AgentNotebook.Documents.Exporting.Markdown;

/// <summary>The pictures of a Markdown document, which stand in files beside it.</summary>
/// <param name="folder">The name of their folder.</param>
internal sealed class PictureFiles(string folder)
{
    private readonly List<ExportedFile> _files = [];
    private readonly Dictionary<int, int> _perCell = [];

    public IReadOnlyList<ExportedFile> Files => _files;

    /// <summary>Takes a picture along.</summary>
    /// <returns>The address at which the document finds it.</returns>
    public string Add(Picture picture, NotebookCell cell)
    {
        var number = _perCell[cell.Index] = _perCell.GetValueOrDefault(cell.Index) + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"cell-{cell.Index + 1}-{number}{picture.Extension}");
        _files.Add(new ExportedFile(name, picture.Bytes));
        return $"{Uri.EscapeDataString(folder)}/{name}";
    }
}
