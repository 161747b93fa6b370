using System.CommandLine;
using AgentNotebook.Sessions.Salvage;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions salvage</c>: a new store with all that is intact of a damaged one.</summary>
internal static class SessionSalvageCommand
{
    private const string Examples =
        """
        agentnb sessions salvage .agentnb/sessions.db --to saved.db
        agentnb sessions salvage .agentnb/sessions.db --to saved.db --session my-notebook
        """;

    public static Command Create(Option<bool> json)
    {
        var file = new Argument<string>("file") { Description = "The damaged store: a file of SQLite, whatever is left of it, or another kind as SCHEME:PLACE that can still be opened." };
        var to = new Option<string>("--to") { Description = "The new store, a file of SQLite that is not there yet.", HelpName = "NEW", Required = true };
        var session = new Option<string?>("--session") { Description = "Only this session; all when none is given.", HelpName = "NAME" };
        var command = new ExampledCommand("salvage", "Writes a new store with every intact entry of a damaged one, and says what was lost. The damaged one is only read. Ends with 0 when nothing was lost and with 1 when something was. Entries behind a gap are numbered anew; a session that lost something ends with an entry of the kind 'salvaged', which has the numbers they had.", Examples) { file, to, session, json };
        command.SetAction(parsed =>
        {
            var (address, target) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(to));
            if (SessionVerifyCommand.SqliteFile(target) is not { } path)
            {
                throw new UsageException($"--to takes a file of SQLite, not '{target}'. Salvage to a file first; 'agentnb sessions export' and 'import' bring its sessions into another kind of store.");
            }

            var report = Run(address, path, parsed.GetValue(session));
            if (parsed.GetValue(json))
            {
                Json.Print(report);
            }
            else
            {
                Console.Out.WriteLine(SalvageText.Of(report));
            }

            return report.IsComplete ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static SalvageReport Run(string address, string to, string? session)
    {
        if (SessionVerifyCommand.SqliteFile(address) is { } file)
        {
            return StoreSalvage.Run(file, to, session);
        }

        using var store = Stores.OpenReadOnly(address);
        return StoreSalvage.Run(store, to, session);
    }
}
