using System.CommandLine;
using AgentNotebook.Documents.Converting;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb convert</c>: turns a notebook of Jupyter into one of Polyglot Notebooks, and back.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> _input = new("in") { Description = "The notebook (.ipynb or .dib)." };

    private static readonly Argument<string> _output = new("out") { Description = "Where to write it (.dib or .ipynb, the other of the two)." };

    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces the file that is there." };

    public static Command Create()
    {
        var command = new Command("convert", "Turns a notebook of Jupyter (.ipynb) into one of Polyglot Notebooks (.dib), and back.") { _input, _output, _overwrite };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (input, output) = (parsed.GetRequiredValue(_input), parsed.GetRequiredValue(_output));
        Check(input, output);
        var lost = NotebookConverter.Convert(input, output, parsed.GetValue(_overwrite));
        if (lost != ConversionLosses.None)
        {
            Console.Error.WriteLine($"agentnb: {output} does not keep: {lost}.");
        }

        Console.Out.WriteLine($"Wrote {output}.");
        return ExitCode.Success;
    }

    private static void Check(string input, string output)
    {
        foreach (var path in new[] { input, output })
        {
            if (!NotebookConverter.IsNotebook(path))
            {
                throw new UsageException($"'{path}' ends in neither .ipynb nor .dib, and the ending says which format it has.");
            }
        }

        if (NotebookConverter.IsPolyglot(input) == NotebookConverter.IsPolyglot(output))
        {
            throw new UsageException($"'{input}' and '{output}' have the same format, so there is nothing to convert. Copy the file, or end the second name in {(NotebookConverter.IsPolyglot(input) ? ".ipynb" : ".dib")}.");
        }
    }
}
