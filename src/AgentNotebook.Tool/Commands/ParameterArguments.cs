using System.CommandLine;
using AgentNotebook.Documents;
using AgentNotebook.Documents.Parameters;

namespace AgentNotebook.Tool.Commands;

/// <summary>The options that give a notebook its parameters.</summary>
internal sealed class ParameterArguments
{
    public Option<string[]> Parameters { get; } = new("--parameters")
    {
        Description = "Fills the cell tagged 'parameters'. May be given more than once.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> File { get; } = new("--parameters-file")
    {
        Description = "Reads parameters from a mapping in YAML or JSON; what --parameters says goes before it.",
        HelpName = "FILE",
    };

    /// <summary>The parameters, each once: those of the file, in its order, and then the others.</summary>
    /// <exception cref="UsageException">One on the command line is none.</exception>
    /// <exception cref="NotebookException">The file cannot be read, or is none of parameters.</exception>
    public IReadOnlyList<NotebookParameter> Read(ParseResult parsed)
    {
        var parameters = parsed.GetValue(File) is { } file ? ParametersFile.Read(file).ToList() : [];
        try
        {
            foreach (var given in parsed.GetRequiredValue(Parameters).Select(NotebookParameter.Parse))
            {
                // The last one counts, as with every option.
                var index = parameters.FindIndex(parameter => parameter.Name == given.Name);
                if (index < 0)
                {
                    parameters.Add(given);
                }
                else
                {
                    parameters[index] = given;
                }
            }

            return parameters;
        }
        catch (NotebookException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
