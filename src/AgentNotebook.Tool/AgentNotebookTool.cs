using System.CommandLine;
using AgentNotebook.Documents;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Exchange;
using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Planning.Headers;
using AgentNotebook.Kernel.Connections;
using AgentNotebook.Kernel.Specs;
using AgentNotebook.Magics;
using AgentNotebook.Postgres;
using AgentNotebook.Sessions;
using AgentNotebook.Text;
using AgentNotebook.Tool.Commands;
using AgentNotebook.Tool.Grids;

namespace AgentNotebook.Tool;

/// <summary>The command line of <c>agentnb</c>. Results go to standard output, errors to standard error.</summary>
internal static class AgentNotebookTool
{
    /// <summary>Parses and runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        PostgresSessionStoreProvider.Register();
        var root = new RootCommand("agentnb runs C# notebooks in which an agent repairs its own code, and looks after their sessions.")
        {
            RunCommand.Create(),
            GridCommand.Create(),
            VerifyCommand.Create(),
            ManifestCommand.Create(),
            ConvertCommand.Create(),
            LessonCommand.Create(),
            ExportCommand.Create(),
            SandboxCommand.Create(),
            UnpackCommand.Create(),
            SessionsCommand.Create(),
            GpuCommand.Create(),
            KernelCommand.Create(),
            JupyterCommand.Create(),
            DoctorCommand.Create(),
            BenchCommand.Create(),
        };
        ExampledCommand.Show(root);
        var parsed = root.Parse(args);
        var unknown = UnknownOptions(parsed).ToList();
        // The parser says less of the words that are named here already.
        var mistakes = parsed.Errors.Select(error => error.Message).Where(_ => unknown.Count == 0).Concat(unknown).ToList();
        if (mistakes.Count > 0)
        {
            mistakes.ForEach(mistake => Console.Error.WriteLine($"agentnb: {mistake}"));

            Console.Error.WriteLine($"agentnb: '{CommandPath(parsed.CommandResult)} --help' shows what it takes.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception exception) when (exception is SessionStoreException or NotebookException or MagicException or UsageException or ExchangeFileException or GuestReferenceException or WorkerUnavailableException or SandboxUnavailableException or ConnectionFileException or KernelSpecException or ModelHeaderException or MemoryLogException or ClusterException)
        {
            Console.Error.WriteLine($"agentnb: {exception.Message}");
            return exception switch
            {
                UsageException => ExitCode.Usage,
                SandboxUnavailableException => ExitCode.Refused,
                _ => ExitCode.Failure,
            };
        }
    }

    /// <summary>The parser takes a word with dashes that it does not know for an argument; a person meant an option.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var known = parsed.CommandResult.Command.Options.Select(option => option.Name).ToList();
        return parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Distinct()
            .Select(word => $"There is no option '{word}'.{(NearestName.Of(word, known) is { } near ? $" Did you mean '{near}'?" : "")}");
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
