using System.CommandLine;
using System.Globalization;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions</c>: looks into a session store without writing to it.</summary>
internal static class SessionsCommand
{
    private static readonly Option<string> _store = new("--store")
    {
        Description = "The store's file.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine(".agentnb", "sessions.db"),
    };

    private static readonly Option<bool> _json = new("--json") { Description = "Prints JSON." };

    public static Command Create() => new("sessions", "Looks into the sessions that runs have left.")
    {
        List(),
        Show(),
        Verify(),
    };

    private static Command List()
    {
        var command = new Command("list", "Lists the sessions of a store.") { _store, _json };
        command.SetAction(parsed =>
        {
            using var store = Open(parsed);
            var lines = store.List()
                .Select(session => new SessionLine(session, RunHistory.Read(store.Read(session.Name))))
                .ToList();
            if (parsed.GetValue(_json))
            {
                Json.Print(lines);
                return ExitCode.Success;
            }

            Console.Out.WriteLine(lines.Count == 0
                ? $"No sessions in {store.Location}."
                : TextTable.Format(
                    ["SESSION", "RUNS#", "LAST RUN", "ENTRIES#", "BYTES#", "LAST WRITTEN"],
                    [.. lines.Select(line => new[] { line.Name, $"{line.Runs}", line.LastRun ?? "", $"{line.Entries}", $"{line.Bytes}", Text(line.LastWritten) })]));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("session") { Description = "The session's name." };
        var command = new Command("show", "Shows every run of a session, step by step.") { name, _store, _json };
        command.SetAction(parsed =>
        {
            using var store = Open(parsed);
            var session = parsed.GetRequiredValue(name);
            var runs = RunHistory.Read(store.Read(session)).Select(run => new RunReport(run)).ToList();
            if (parsed.GetValue(_json))
            {
                Json.Print(new { session, runs });
                return ExitCode.Success;
            }

            Console.Out.WriteLine(runs.Count == 0 ? $"Session '{session}' has no runs." : string.Join("\n\n", runs.Select(run => run.ToText())));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Verify()
    {
        var name = new Argument<string?>("session") { Description = "The session's name; all when none is given.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("verify", "Checks every entry against its checksum and every run against the state machine.") { name, _store, _json };
        command.SetAction(parsed =>
        {
            using var store = Open(parsed);
            var report = StoreVerification.Verify(store, parsed.GetValue(name));
            if (parsed.GetValue(_json))
            {
                Json.Print(report);
            }
            else
            {
                Console.Out.WriteLine(report.IsIntact
                    ? $"{store.Location} is intact: {report.Sessions} {(report.Sessions == 1 ? "session" : "sessions")}, {report.Entries} entries."
                    : $"{store.Location} is damaged:\n{string.Join('\n', report.Problems.Select(problem => "  " + problem))}");
            }

            return report.IsIntact ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static SqliteSessionStore Open(ParseResult parsed) => SqliteSessionStore.OpenReadOnly(parsed.GetRequiredValue(_store));

    private static string Text(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
