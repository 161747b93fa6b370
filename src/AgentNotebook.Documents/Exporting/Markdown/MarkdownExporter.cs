using System.Text;
using System.Text.RegularExpressions;
using AgentNotebook.Display;
using AgentNotebook.Documents.Exporting.Outputs;
using AgentNotebook.Documents.Exporting.Pictures;
using AgentNotebook.Documents.Exporting.Untrusted;

namespace AgentNotebook.Documents.Exporting.Markdown;

/// <summary>Writes a notebook as Markdown, as GitHub renders it (GitHub Flavored Markdown 0.29).</summary>
internal sealed class MarkdownExporter
{
    private readonly ExportJob _job;
    private readonly NotebookPictures _pictures;
    private readonly PictureFiles _files;
    private readonly SafeHtml _html;
    private readonly string _folder;
    private readonly StringBuilder _text = new();

    private MarkdownExporter(ExportJob job, string output, string filesFolder)
    {
        _job = job;
        _pictures = new NotebookPictures(job);
        _files = new PictureFiles(filesFolder);
        _html = new SafeHtml(job.Options.MaxNesting);
        _folder = Path.GetDirectoryName(output)!;
    }

    /// <summary>The document and its pictures.</summary>
    /// <param name="job">The export.</param>
    /// <param name="output">Full path of the document.</param>
    /// <param name="filesFolder">Name of the folder of pictures beside it.</param>
    public static (string Text, IReadOnlyList<ExportedFile> Files) Write(ExportJob job, string output, string filesFolder)
    {
        var exporter = new MarkdownExporter(job, output, filesFolder);
        foreach (var cell in job.Document.Cells)
        {
            var look = CellLook.Of(cell);
            if (!look.IsRemoved)
            {
                exporter.Add(cell, look);
            }
        }

        return (exporter._text.ToString(), exporter._files.Files);
    }

    private void Add(NotebookCell cell, CellLook look)
    {
        if (cell.Kind == CellKind.Code)
        {
            AddCode(cell, look);
        }
        else if (!string.IsNullOrWhiteSpace(cell.Source))
        {
            Add(cell.Kind == CellKind.Markdown ? Markdown(cell.Source, cell) : Fences.Block("text", cell.Source));
        }
    }

    private void AddCode(NotebookCell cell, CellLook look)
    {
        if (look.HasSource && !string.IsNullOrWhiteSpace(cell.Source))
        {
            Add(Fences.Folded(Fences.Block(Info(_job.Document.LanguageOf(cell, "csharp")), cell.Source), "Code", look.FoldsSource));
        }

        if (look.HasOutputs)
        {
            var outputs = string.Join('\n', OutputReading.Of(cell, _job).Select(output => Of(output, cell)).Where(text => text.Length > 0));
            if (outputs.Length > 0)
            {
                Add(Fences.Folded(outputs, "Output", look.FoldsOutputs));
            }
        }
    }

    private void Add(string block) => _text.Append(_text.Length == 0 ? "" : "\n").Append(block.TrimEnd('\n')).Append('\n');

    private string Of(CellOutput output, NotebookCell cell) => output switch
    {
        StreamOutput stream => Text(stream.Text, "Printed"),
        ErrorOutput error => Text(error.Text, "Error"),
        DataOutput data => OfData(data, cell),
        _ => "",
    };

    private string OfData(DataOutput output, NotebookCell cell)
    {
        var drawing = output.Data.GetValueOrDefault(Picture.Svg) is { } svg ? _pictures.Svg.Read(svg) : null;
        var type = Picture.PixelTypes.FirstOrDefault(output.Data.ContainsKey);
        if ((drawing ?? (type is null ? null : Picture.OfBase64(output.Data[type].ReplaceLineEndings("")))) is { } picture)
        {
            var alt = output.AltOf(picture.Mime) ?? picture.Alt ?? $"Picture in the output of cell {cell.Index + 1}; it comes without a description";
            return $"![{Fences.Escape(alt)}](<{_files.Add(picture, cell)}>)\n";
        }

        if (output.Data.GetValueOrDefault(MimeBundle.Html) is { } html && HtmlTables.Of(html, _html) is { } table)
        {
            return table;
        }

        if (output.Data.GetValueOrDefault(MimeBundle.Markdown) is { } markdown)
        {
            return Markdown(markdown, cell);
        }

        if (output.Data.ContainsKey(MimeBundle.Html))
        {
            _job.Lose(cell, "HTML, of which the text stands there");
        }

        return output.Data.GetValueOrDefault(MimeBundle.Latex) is { } formula ? Fences.Block("math", formula.Trim().Trim('$'))
            : output.Data.GetValueOrDefault("application/json") is { } json ? Fences.Block("json", json)
            : output.Data.GetValueOrDefault(MimeBundle.Mermaid) is { } diagram ? Fences.Block("mermaid", diagram)
            : output.Data.GetValueOrDefault(MimeBundle.Text) is { Length: > 0 } text ? Text(text, "Output")
            : "";
    }

    private string Text(string text, string what)
    {
        var plain = AnsiText.Plain(text).TrimEnd('\n');
        var lines = plain.AsSpan().Count('\n') + 1;
        return plain.Length == 0 ? "" : Fences.Folded(Fences.Block("text", plain), $"{what}: {lines:N0} lines", lines > _job.Options.LongOutputLines);
    }

    private string Markdown(string text, NotebookCell cell)
    {
        try
        {
            return SafeMarkdown.Keep(text, address => PictureAddress(address, cell), removed => _job.Lose(cell, removed)).Trim('\n') + "\n";
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            _job.Lose(cell, "Markdown that cannot be read in reasonable depth or time, which stands there as text");
            return Fences.Block("markdown", text);
        }
    }

    /// <summary>Pictures within the notebook become files; one in a file stays there, and its address leads there from the document; one elsewhere stays elsewhere.</summary>
    private string? PictureAddress(string address, NotebookCell cell)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return address;
        }

        if (_pictures.Find(cell, address) is not { } picture)
        {
            _job.Lose(cell, $"the picture {(address.Length > 120 ? address[..120] + "…" : address)}");
            return null;
        }

        return address.Contains(':', StringComparison.Ordinal) ? _files.Add(picture, cell)
            : _folder == _job.Folder ? address
            : string.Join('/', Path.GetRelativePath(_folder, Path.GetFullPath(Uri.UnescapeDataString(address), _job.Folder)).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }

    private static string Info(string language) => new([.. language.Where(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '+' or '#')]);
}
