using System.CommandLine;
using AgentNotebook.Execution.Exchange;
using AgentNotebook.Sessions;
using AgentNotebook.Sessions.Transfer;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions import</c>: reads what an export wrote into a store.</summary>
internal static class SessionImportCommand
{
    private const string Examples =
        """
        agentnb sessions import my-notebook.jsonl
        agentnb sessions import my-notebook.jsonl --as my-notebook-copy --store backup.db
        """;

    public static Command Create(Option<string> store, Option<bool> json)
    {
        var file = new Argument<string>("file") { Description = "The file, or - for the standard input." };
        var name = new Option<string?>("--as") { Description = "The session's name in the store, for a file with one session.", HelpName = "NAME" };
        var command = new ExampledCommand("import", "Reads what 'export' wrote into a store, each session whole or not at all. Every line is checked before anything of its session is written; a session that is there is never replaced.", Examples) { file, name, store, json };
        command.SetAction(parsed =>
        {
            var source = parsed.GetRequiredValue(file);
            var imported = new List<TransferredSession>();
            ISessionStore? opened = null;
            try
            {
                using var lines = Open(source);
                SessionImport.Read(() => opened ??= Stores.Open(parsed.GetRequiredValue(store)), lines, source == "-" ? "the standard input" : source, parsed.GetValue(name), session =>
                {
                    imported.Add(session);
                    if (!parsed.GetValue(json))
                    {
                        Console.Out.WriteLine($"Session '{session.Name}': {session.Entries} entries imported into {opened!.Location}.");
                    }
                });
            }
            finally
            {
                opened?.Dispose();
                if (parsed.GetValue(json))
                {
                    Json.Print(imported);
                }
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Stream Open(string source)
    {
        try
        {
            return source == "-" ? Console.OpenStandardInput() : new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExchangeFileException($"{source} cannot be read: {exception.Message}", exception);
        }
    }
}
