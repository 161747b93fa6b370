using AgentNotebook.Cells.Errors;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Provenance;

namespace AgentNotebook.Cells.Running;

/// <summary>Runs files that a cell imports, and files that those import.</summary>
internal sealed class Importer(CellRunner runner, CellEngineOptions options, NotebookProvenance provenance)
{
    private static readonly string[] _code = [".cs", ".csx"];

    /// <summary>Runs a file in place of the line that imports it.</summary>
    /// <param name="file">Its path; a relative one begins at the folder of what runs now.</param>
    /// <param name="run">The execution it belongs to.</param>
    /// <exception cref="MagicException">It cannot be read, or imports itself.</exception>
    /// <exception cref="ImportFailedException">Its code failed.</exception>
    public async Task RunAsync(string file, CellRun run)
    {
        var importer = run.Current!;
        var path = Path.GetFullPath(file, importer.Folder);
        Check(file, path, importer, run);
        var cells = await Task.Run(() => Read(file, path, run.Stop), run.Stop);
        provenance.AddFile(path, UsedFileKind.Import);
        foreach (var cell in cells)
        {
            // The cell that imports is the one that finds its own work again.
            var source = cell with { Id = importer.Cell.Id };
            var name = _code.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) ? file : $"{file}, cell {cell.Id}";
            var unit = new SourceUnit(source, name, Path.GetDirectoryName(path)!, CellPath.OfFile(run.Count, ++run.Imports, name), path, importer);
            if (await runner.RunAsync(unit, run) is { } error)
            {
                throw new ImportFailedException(InFile(error, name));
            }
        }
    }

    private void Check(string file, string path, SourceUnit importer, CellRun run)
    {
        if (importer.Chain.Any(unit => unit.File == path))
        {
            var circle = importer.Chain.TakeWhile(unit => unit.File != path).Reverse().Select(unit => unit.Name);
            throw new MagicException($"'{file}' imports itself: {string.Join(" → ", [file, .. circle, file])}. Take one of these imports out.");
        }

        if (importer.Chain.Count() > options.MaxImportDepth)
        {
            throw new MagicException($"'{file}' is not imported: imports stand more than {options.MaxImportDepth} deep in one another here ({string.Join(" ← ", importer.Chain.Take(3).Select(unit => unit.Name))} ← …).");
        }

        if (run.Imports >= options.MaxImports)
        {
            throw new MagicException($"'{file}' is not imported: this cell has imported {options.MaxImports} files already. Import each file once, from the cell.");
        }
    }

    private IReadOnlyList<CellSource> Read(string file, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new MagicException(Directory.Exists(path) ? $"'{file}' is a folder. Name a file in it." : $"There is no file '{file}': looked for {path}. A relative path begins at the folder of what imports it.");
        }

        var extension = Path.GetExtension(path).ToLowerInvariant();
        try
        {
            if (_code.Contains(extension))
            {
                return [new CellSource(ReadText(file, path), "")];
            }

            return extension is ".ipynb" or ".dib" && options.ReadNotebook is { } read
                ? read(path, cancellationToken)
                : throw new MagicException($"'{file}' cannot be imported here: {(options.ReadNotebook is null ? "" : ".ipynb, .dib, ")}.cs and .csx can.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MagicException($"'{file}' cannot be read: {e.Message}", inner: e);
        }
    }

    private string ReadText(string file, string path)
    {
        using var reader = new StreamReader(path);
        var text = new char[options.MaxSourceLength + 1];
        var length = reader.ReadBlock(text);
        return length <= options.MaxSourceLength
            ? new string(text, 0, length)
            : throw new MagicException($"'{file}' is longer than {options.MaxSourceLength:N0} characters, which is the most that runs. Split it into several files.");
    }

    private static CellError InFile(CellError error, string name)
    {
        var place = error.Line > 0 ? $"{name}, line {error.Line}" : name;
        return error with { Message = $"{place}: {error.Message}", Traceback = [$"{place}:", .. error.Traceback], Line = 0, Column = 0 };
    }
}
