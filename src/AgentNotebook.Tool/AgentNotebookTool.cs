using System.CommandLine;
using AgentNotebook.Documents;
using AgentNotebook.Magics;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Commands;

namespace AgentNotebook.Tool;

/// <summary>The command line of <c>agentnb</c>. Results go to standard output, errors to standard error.</summary>
internal static class AgentNotebookTool
{
    /// <summary>Parses and runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("agentnb runs C# notebooks in which an agent repairs its own code, and looks after their sessions.")
        {
            RunCommand.Create(),
            SessionsCommand.Create(),
            DoctorCommand.Create(),
            BenchCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine($"agentnb: {error.Message}");
            }

            Console.Error.WriteLine($"agentnb: '{CommandPath(parsed.CommandResult)} --help' shows what it takes.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception exception) when (exception is SessionStoreException or NotebookException or MagicException or UsageException)
        {
            Console.Error.WriteLine($"agentnb: {exception.Message}");
            return exception is UsageException ? ExitCode.Usage : ExitCode.Failure;
        }
    }

    private static string CommandPath(System.CommandLine.Parsing.CommandResult result)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = result; at is System.CommandLine.Parsing.CommandResult command; at = at.Parent)
        {
            names.Insert(0, command.Parent is null ? "agentnb" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
