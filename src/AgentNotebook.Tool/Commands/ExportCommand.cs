using System.CommandLine;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Exporting;
using AgentNotebook.Magics;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb export</c>: publishes a notebook as a page, as Markdown or as a program.</summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, ExportFormat> _formats = new()
    {
        ["html"] = ExportFormat.Html,
        ["md"] = ExportFormat.Markdown,
        ["cs"] = ExportFormat.CSharp,
    };

    private static readonly Argument<string> _notebook = new("notebook") { Description = "The notebook (.ipynb, or .dib of Polyglot Notebooks). It is not executed." };

    private static readonly Option<string?> _to = new("--to")
    {
        Description = "html: one page that needs no script and no network. md: Markdown as GitHub renders it, pictures in NAME_files. cs: a file-based app for 'dotnet run'. Default: as --output ends.",
        HelpName = "html|md|cs",
    };

    private static readonly Option<string?> _output = new("--output") { Description = "Where to write it. Default: beside the notebook, as NAME.html, NAME.md or NAME.cs.", HelpName = "FILE" };

    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces what is there." };

    private static readonly Option<string?> _maxOutput = new("--max-output") { Description = "The most that one output of a cell may be. Default: 10MiB.", HelpName = "SIZE" };

    private static readonly Option<string?> _language = new("--lang") { Description = "The human language of the text, for screen readers. Default: en.", HelpName = "TAG" };

    public static Command Create()
    {
        var command = new ExampledCommand(
            "export",
            "Publishes a notebook as a page, as Markdown or as a program.",
            "agentnb export lesson.ipynb --to html\nagentnb export lesson.ipynb --output docs/lesson.md --overwrite\nagentnb export lesson.ipynb --to cs   then: dotnet run lesson.cs")
        {
            _notebook, _to, _output, _overwrite, _maxOutput, _language,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var notebook = parsed.GetRequiredValue(_notebook);
        var format = Format(parsed);
        var output = parsed.GetValue(_output) ?? Path.ChangeExtension(notebook, NotebookExporter.ExtensionOf(format));
        if (Path.GetFullPath(output) == Path.GetFullPath(notebook))
        {
            throw new UsageException($"--output names the notebook itself. Give another place, such as {Path.ChangeExtension(notebook, NotebookExporter.ExtensionOf(format))}.");
        }

        var options = Options(parsed);
        var result = NotebookExporter.Export(NotebookDocument.Load(notebook), format, output, options);
        if (result.Losses.Count > 0)
        {
            Console.Error.WriteLine($"agentnb: {output} does not hold all of the notebook:");
            foreach (var loss in result.Losses)
            {
                Console.Error.WriteLine($"  {loss}");
            }
        }

        var pictures = result.Files.Count - 1;
        Console.Out.WriteLine(pictures == 0 ? $"Wrote {output}." : $"Wrote {output} and {pictures} {(pictures == 1 ? "picture" : "pictures")} in {Path.GetDirectoryName(Path.GetRelativePath(Environment.CurrentDirectory, result.Files[1]))}.");
        return ExitCode.Success;
    }

    private static ExportFormat Format(ParseResult parsed)
    {
        if (parsed.GetValue(_to) is { } named)
        {
            return _formats.TryGetValue(named, out var format) ? format : throw new UsageException($"--to takes html, md or cs, not '{named}'.");
        }

        var output = parsed.GetValue(_output) ?? throw new UsageException("Say what the notebook is to become: --to html, --to md or --to cs.");
        var ending = Path.GetExtension(output).ToLowerInvariant();
        var known = _formats.Values.Where(format => NotebookExporter.ExtensionOf(format) == ending).ToList();
        return known.Count == 1 ? known[0] : throw new UsageException($"'{output}' ends in neither .html, .md nor .cs, so say with --to what it is to be.");
    }

    private static ExportOptions Options(ParseResult parsed)
    {
        var options = new ExportOptions { Overwrite = parsed.GetValue(_overwrite) };
        if (parsed.GetValue(_maxOutput) is { } size)
        {
            options = Quantity.TryParseBytes(size, out var bytes) && bytes is > 0 and <= int.MaxValue
                ? options with { MaxOutputLength = (int)bytes }
                : throw new UsageException($"--max-output takes a size of at least 1 byte and less than 2GiB, such as 20MiB, not '{size}'.");
        }

        if (parsed.GetValue(_language) is { } language)
        {
            options = ExportOptions.IsLanguage(language) ? options with { Language = language } : throw new UsageException($"--lang takes the tag of a language, such as en or pt-BR, not '{language}'.");
        }

        return options;
    }
}
