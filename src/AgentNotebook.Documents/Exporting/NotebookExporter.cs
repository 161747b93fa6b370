using System.Text;
using AgentNotebook.Documents.Exporting.CSharp;
using AgentNotebook.Documents.Exporting.Html;
using AgentNotebook.Documents.Exporting.Markdown;
using AgentNotebook.Documents.Saving;

namespace AgentNotebook.Documents.Exporting;

/// <summary>Publishes notebooks in other formats. The notebook may be anybody's: nothing of it runs here, and no script of it is in what comes out.</summary>
public static class NotebookExporter
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>How the file of a format ends.</summary>
    public static string ExtensionOf(ExportFormat format) => format switch
    {
        ExportFormat.Html => ".html",
        ExportFormat.Markdown => ".md",
        ExportFormat.CSharp => ".cs",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This format has no files."),
    };

    /// <summary>Whether a notebook was ever executed: a cell has outputs or a count of executions.</summary>
    public static bool HasRun(NotebookDocument document) => document.Cells.Any(cell => cell.Kind == CellKind.Code && (cell.Outputs.Count > 0 || cell.ExecutionCount is not null));

    /// <summary>Exports a notebook to a file. What is written is complete before it takes its place; when anything fails, what was there stays.</summary>
    /// <param name="document">The notebook, as it is: it is not executed.</param>
    /// <param name="format">What it becomes.</param>
    /// <param name="output">Where to write it. Pictures of Markdown go to a folder beside it, <c>NAME_files</c>.</param>
    /// <param name="options">How; <see langword="null"/> takes the defaults.</param>
    /// <exception cref="NotebookException">There is something already, or an output is too large, or the notebook cannot be told in the format, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ExportResult Export(NotebookDocument document, ExportFormat format, string output, ExportOptions? options = null)
    {
        options ??= new ExportOptions();
        Check(options);
        var extension = ExtensionOf(format);
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, Path.GetFileNameWithoutExtension(output) + "_files");
        if (!options.Overwrite && File.Exists(output))
        {
            throw new NotebookException($"{output}: there is a file already. Replace it with --overwrite, or choose another place with --output FILE{extension}.");
        }

        var job = new ExportJob(document, options);
        if (format != ExportFormat.CSharp && !HasRun(document))
        {
            job.Lose("there are no outputs: the notebook has not been executed. Run it first (agentnb run), and export what that writes");
        }

        if (format != ExportFormat.Markdown)
        {
            Save(output, format == ExportFormat.Html ? HtmlExporter.Write(job) : CSharpExporter.Write(job, Path.GetFileName(output)), options);
            return new ExportResult([output], job.Losses);
        }

        var (text, files) = MarkdownExporter.Write(job, Path.GetFullPath(output), Path.GetFileName(folder));
        using (var placed = FilesFolder.Place(folder, files, options.Overwrite))
        {
            Save(output, text, options);
            placed.Keep();
        }

        return new ExportResult([output, .. files.Select(file => Path.Combine(folder, file.Name))], job.Losses);
    }

    private static void Save(string output, string text, ExportOptions options) => NotebookFile.Replace(output, _utf8.GetBytes(text), options.Overwrite);

    private static void Check(ExportOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxOutputLength, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxPictureBytes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LongOutputLines, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxNesting, 16, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxNesting, 1_000, nameof(options));
        if (!ExportOptions.IsLanguage(options.Language))
        {
            throw new ArgumentException($"'{options.Language}' is no tag of a language, such as en or pt-BR.", nameof(options));
        }
    }
}
