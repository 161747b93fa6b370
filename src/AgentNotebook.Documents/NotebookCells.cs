using AgentNotebook.Cells;
using AgentNotebook.Magics;

namespace AgentNotebook.Documents;

/// <summary>Reads notebooks that cells import; a host gives it to <see cref="CellEngineOptions.ReadNotebook"/>.</summary>
public static class NotebookCells
{
    // A format joins by its line here.
    private static readonly Dictionary<string, Func<string, IReadOnlyList<CellSource>>> _formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".ipynb"] = ReadCells,
        [".dib"] = ReadCells,
    };

    /// <summary>The code cells of a notebook, in order, with their languages.</summary>
    /// <param name="path">Full path of the file; its extension says which format it has.</param>
    /// <param name="cancellationToken">Stops before reading.</param>
    /// <exception cref="MagicException">The file is no notebook, or too large, or of a format that is not read here.</exception>
    public static IReadOnlyList<CellSource> Read(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_formats.TryGetValue(Path.GetExtension(path), out var read))
        {
            throw new MagicException($"{path}: notebooks are read as {string.Join(", ", _formats.Keys)}.");
        }

        try
        {
            return read(path);
        }
        catch (NotebookException e)
        {
            throw new MagicException(e.Message, inner: e);
        }
    }

    private static List<CellSource> ReadCells(string path)
    {
        var document = NotebookDocument.Load(path);
        return
        [
            .. document.Cells
                .Where(cell => cell.Kind == CellKind.Code && !string.IsNullOrWhiteSpace(cell.Source))
                .Select(cell => new CellSource(cell.Source, cell.Id, document.LanguageOf(cell, CellSource.CSharp))),
        ];
    }
}
