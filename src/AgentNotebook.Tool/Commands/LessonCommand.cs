using System.CommandLine;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Lessons;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb lesson</c>: what a teacher does with a notebook.</summary>
internal static class LessonCommand
{
    private static readonly Argument<string> _notebook = new("notebook") { Description = "The notebook with its solutions (.ipynb, or .dib of Polyglot Notebooks)." };

    private static readonly Option<string?> _output = new("--output")
    {
        Description = "Where the students' version is written. Default: beside the notebook, as NAME.exercise.ipynb.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> _key = new("--key") { Description = "Also writes the whole notebook, solutions and outputs included, to hand out afterwards.", HelpName = "FILE" };

    private static readonly Option<bool> _allowRepeats = new("--allow-repeats") { Description = "Lets text that students get repeat lines of a solution; outputs and metadata never may." };

    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces files that are there." };

    public static Command Create()
    {
        var make = new ExampledCommand(
            "make",
            "Makes the students' version of a notebook: a stub in the place of each solution, checks and everything else as it is, outputs removed.",
            """
            agentnb lesson make orbit.ipynb                                                   writes orbit.exercise.ipynb
            agentnb lesson make orbit.ipynb --output handout/orbit.ipynb --key key/orbit.ipynb

            Tags of cells: solution (students get a stub), key-only (students get nothing), keep-output (its outputs stay).
            The stub is the cell's metadata 'exercise', or its lines '// exercise: …'.
            Within a cell: lines // BEGIN SOLUTION and // END SOLUTION, // BEGIN HIDDEN TESTS and // END HIDDEN TESTS.
            """)
        {
            _notebook, _output, _key, _allowRepeats, _overwrite,
        };
        make.SetAction(Make);
        return new Command("lesson", "What a teacher does with a notebook.") { make };
    }

    private static int Make(ParseResult parsed)
    {
        var notebook = parsed.GetRequiredValue(_notebook);
        var output = parsed.GetValue(_output) ?? Path.Combine(Path.GetDirectoryName(notebook) ?? "", Path.GetFileNameWithoutExtension(notebook) + ".exercise.ipynb");
        var key = parsed.GetValue(_key);
        CheckPlaces(notebook, output, key);
        var document = NotebookDocument.Load(notebook);
        var exercise = LessonMaker.Make(document, parsed.GetValue(_allowRepeats));
        foreach (var file in new[] { output, key }.OfType<string>())
        {
            if (!parsed.GetValue(_overwrite) && Path.Exists(file))
            {
                throw new NotebookException($"{file}: there is a file already. Replace it with --overwrite, or choose another place.");
            }
        }

        foreach (var file in new[] { output, key }.OfType<string>())
        {
            MakeFolder(file);
        }

        exercise.Document.Save(output);
        Console.Out.WriteLine($"Wrote {output}: {Count(exercise.Solutions, "exercise")}{(exercise.LeftOut == 0 ? "" : $", {Count(exercise.LeftOut, "cell")} left out")}.");
        if (key is not null)
        {
            document.Save(key);
            Console.Out.WriteLine($"Wrote {key}: the key.");
        }

        return ExitCode.Success;
    }

    private static void MakeFolder(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{file}: its folder cannot be made: {exception.Message} Choose another place.", exception);
        }
    }

    private static void CheckPlaces(string notebook, string output, string? key)
    {
        foreach (var file in new[] { output, key }.OfType<string>().Where(file => !file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)))
        {
            throw new UsageException($"'{file}' does not end in .ipynb, and lessons are written as .ipynb. 'agentnb convert' turns that into .dib.");
        }

        if (IsSame(notebook, output))
        {
            throw new UsageException($"'{output}' is the notebook with the solutions, and the students' version would replace it. Name another place with --output.");
        }

        if (key is not null && (IsSame(key, notebook) || IsSame(key, output)))
        {
            throw new UsageException($"'{key}' is {(IsSame(key, output) ? "where the students' version goes" : "the notebook itself, which is the key already")}. Name another place with --key{(IsSame(key, output) ? "" : ", or leave it out")}.");
        }
    }

    private static bool IsSame(string one, string other) => Path.GetFullPath(one) == Path.GetFullPath(other) || Target(one) == Target(other);

    private static string Target(string file) =>
        (File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(file);

    private static string Count(int number, string one) => $"{number} {one}{(number == 1 ? "" : "s")}";
}
