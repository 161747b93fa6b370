using System.CommandLine;
using System.Globalization;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.Sessions;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Reports;
using AgentNotebook.Tool.Running;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb sessions</c>: looks into a session store and looks after it. Nothing here changes a session that is there; only <c>delete</c> removes one.</summary>
internal static class SessionsCommand
{
    private static readonly Option<string> _store = new("--store")
    {
        Description = "The store: a file of SQLite, or another kind as SCHEME:PLACE, such as postgres:runs or postgres://me@db.example/runs.",
        HelpName = Stores.HelpName,
        DefaultValueFactory = _ => Path.Combine(".agentnb", "sessions.db"),
    };

    private static readonly Option<bool> _json = new("--json") { Description = "Prints JSON." };

    private static readonly Option<string?> _html = new("--html")
    {
        Description = "Writes the cards of its runs to a page that needs nothing else, and prints nothing of them.",
        HelpName = "FILE",
    };

    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets --html replace the file that is there." };

    private static readonly Option<bool> _overwriteFile = new("--overwrite") { Description = "Lets --to replace the file that is there." };

    private static readonly Option<int?> _skip = new("--skip") { Description = "Leaves out that many of the sessions written last.", HelpName = "COUNT" };

    private static readonly Option<int?> _count = new("--count") { Description = "Lists that many sessions at most. Default: all.", HelpName = "COUNT" };

    public static Command Create() => new("sessions", "Looks into the sessions that runs have left, and looks after them.")
    {
        List(),
        Show(),
        SessionVerifyCommand.Create(_store, _json),
        SessionSalvageCommand.Create(_json),
        SessionExportCommand.Create(_store, _overwriteFile),
        SessionImportCommand.Create(_store, _json),
        SessionCompactCommand.Create(_store, _json),
        SessionDeleteCommand.Create(_store, _json),
        SessionForkCommand.Create(_store, _json),
        SessionCompareCommand.Create(_store, _json, _overwrite),
    };

    private static Command List()
    {
        var command = new Command("list", "Lists the sessions of a store.") { _store, _json, _skip, _count };
        command.SetAction(parsed =>
        {
            var (skip, count) = (NotNegative(parsed, _skip) ?? 0, NotNegative(parsed, _count) ?? int.MaxValue);
            using var store = Open(parsed);
            var lines = store.List(skip, count)
                .Select(session => new SessionLine(session, RunHistory.Count(store, session.Name), RunHistory.Last(store, session.Name, _ => true)))
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
        var command = new Command("show", "Shows every run of a session, step by step.") { name, _store, _json, _html, _overwrite };
        command.SetAction(parsed =>
        {
            using var store = Open(parsed);
            var session = parsed.GetRequiredValue(name);
            var records = RunHistory.Read(store.Read(session));
            if (parsed.GetValue(_html) is { } file)
            {
                WholeFile.Write(file, SessionPage.Render(session, records), parsed.GetValue(_overwrite));
                Console.Out.WriteLine($"Wrote {file}.");
                return ExitCode.Success;
            }

            var runs = records.Select(run => new RunReport(run)).ToList();
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

    private static int? NotNegative(ParseResult parsed, Option<int?> option) =>
        parsed.GetValue(option) is not < 0 and var number ? number : throw new UsageException($"{option.Name} is a number of sessions, from 0 on.");

    private static ISessionStore Open(ParseResult parsed) => Stores.OpenReadOnly(parsed.GetRequiredValue(_store));

    private static string Text(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
