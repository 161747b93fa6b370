using AgentNotebook.Cells;
using AgentNotebook.Cells.Packages;
using AgentNotebook.Cells.Splitting;
using AgentNotebook.Cells.Submissions;
using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Documents.Exporting.CSharp;

/// <summary>Takes a notebook apart into the pieces of a program, files that it imports in place of the line that does.</summary>
/// <param name="job">The export.</param>
internal sealed class PieceReader(ExportJob job)
{
    private const int MostDepth = 10;
    private const int MostImports = 100;
    private const int LongestFile = 1 << 20;

    private static readonly CellEngineOptions _limits = new();

    private readonly MagicCatalog _catalog = BuiltInMagics.CreateCatalog();
    private readonly List<ProgramPiece> _pieces = [];
    private readonly Stack<string> _files = [];
    private int _imports;

    /// <summary>The packages and where they come from.</summary>
    public ProgramPackages Packages { get; } = new(job);

    /// <exception cref="NotebookException">A file that is imported cannot be read, or an assembly is asked for as a file.</exception>
    public IReadOnlyList<ProgramPiece> Read()
    {
        foreach (var cell in job.Document.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Source) && !cell.Tags.Contains("remove-cell")))
        {
            if (cell.Kind != CellKind.Code)
            {
                _pieces.Add(new ProgramPiece.Comment(cell, cell.Source));
            }
            else if (job.Document.LanguageOf(cell, CellSource.CSharp) is var language && language != CellSource.CSharp)
            {
                job.Lose(cell, $"{language}, which stands there as a comment");
                _pieces.Add(new ProgramPiece.Comment(cell, cell.Source));
            }
            else
            {
                Add(cell, cell.Source, job.Folder);
            }
        }

        return _pieces;
    }

    private void Add(NotebookCell cell, string code, string folder)
    {
        try
        {
            if (AgentNotebook.Execution.Compiling.Nesting.TooDeepAt(code, _limits.MaxNesting) >= 0)
            {
                throw new MagicException($"brackets stand more than {_limits.MaxNesting} deep in one another");
            }

            foreach (var segment in new CellSplitter(_catalog, (text, token) => SubmissionChain.Parse(text, "", token)).Split(code, CancellationToken.None))
            {
                Add(cell, code, segment, folder);
            }
        }
        catch (MagicException e)
        {
            job.Lose(cell, $"all of it, which stands there as a comment: {e.Message}");
            _pieces.Add(new ProgramPiece.Comment(cell, code));
        }
    }

    private void Add(NotebookCell cell, string code, CellSegment segment, string folder)
    {
        switch (segment)
        {
            case CodeSegment csharp:
                _pieces.Add(new ProgramPiece.Code(cell, csharp.Tree, cell.Tags.Contains("raises-exception")));
                break;
            case ReferencesSegment references:
                references.Directives.ToList().ForEach(directive => Packages.Add(directive, cell, folder));
                break;
            case LoadSegment load:
                Import(cell, load.Directive.Value, folder);
                break;
            case MagicSegment { Magic.Name: "#!import", Arguments: { } arguments }:
                Import(cell, arguments.Get(ImportMagic.File, ""), folder);
                break;
            case MagicSegment { Magic.Name: "#!csharp" }:
                break;
            case MagicSegment magic:
                var line = magic.Line > 0 ? code.Split('\n')[magic.Line - 1].Trim() + "\n" : "";
                _pieces.Add(new ProgramPiece.Magic(cell, magic, line + magic.Body));
                break;
        }
    }

    private void Import(NotebookCell cell, string file, string folder)
    {
        var path = Path.GetFullPath(file, folder);
        if (_files.Contains(path) || _files.Count >= MostDepth || ++_imports > MostImports)
        {
            throw Refuse(cell, file, _files.Contains(path) ? "it imports itself" : $"at most {MostImports} files are imported, at most {MostDepth} deep in one another");
        }

        _files.Push(path);
        try
        {
            foreach (var source in ReadFile(cell, file, path))
            {
                if (source.Language is CellSource.CSharp or "")
                {
                    Add(cell, source.Code, Path.GetDirectoryName(path)!);
                }
                else
                {
                    job.Lose(cell, $"{source.Language} of {file}, which stands there as a comment");
                    _pieces.Add(new ProgramPiece.Comment(cell, source.Code));
                }
            }
        }
        finally
        {
            _files.Pop();
        }
    }

    private IReadOnlyList<CellSource> ReadFile(NotebookCell cell, string file, string path)
    {
        try
        {
            switch (Path.GetExtension(path).ToLowerInvariant())
            {
                case ".cs" or ".csx":
                    return new FileInfo(path).Length <= LongestFile ? [new CellSource(File.ReadAllText(path), "")] : throw Refuse(cell, file, $"it has more than {LongestFile:N0} bytes");
                case ".ipynb" or ".dib":
                    return NotebookCells.Read(path, CancellationToken.None);
                default:
                    throw Refuse(cell, file, "only .cs, .csx, .ipynb and .dib are imported");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or MagicException)
        {
            throw Refuse(cell, file, e.Message, e);
        }
    }

    private NotebookException Refuse(NotebookCell cell, string file, string why, Exception? inner = null) =>
        new($"{job.Document.Name}: cells[{cell.Index}] imports '{file}', and the program has to hold it: {why.TrimEnd('.')}. Mend that, or tag the cell 'remove-cell'.", inner);
}
