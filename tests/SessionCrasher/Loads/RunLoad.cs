using System.Globalization;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;
using AgentNotebook.SessionCrasher.Runs;
using AgentNotebook.Sessions;

namespace AgentNotebook.SessionCrasher.Loads;

/// <summary>CALLS: an agent's run of so many model calls, begun or taken up where its journal ends. Ends with <c>end STATE</c>.</summary>
internal static class RunLoad
{
    public const string SessionName = "run";

    public static async Task RunAsync(Func<ISessionStore> open, string[] arguments)
    {
        var calls = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        using var store = open();
        using var session = Session.Open(store, SessionName);
        var counting = new CountingRunner(calls);
        var services = new RunServices { Model = new CountingModel(), Compiler = counting, Runner = counting };
        var request = new RunRequest { Brief = new TaskBrief("Count.", []), Models = new ModelChoice("counting"), Budget = new RunBudget { Rounds = calls }, Seed = 1 };
        var run = RunHistory.Read(session.Entries()).SingleOrDefault() is { } record
            ? AgentRun.Continue(session, record, services)
            : AgentRun.Start(session, request, services);
        Say();
        run.Appended += (_, _) => Say();
        Console.WriteLine($"end {(await run.RunAsync(CancellationToken.None)).State}");

        void Say() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ack {SessionName} {session.LastSequence}"));
    }
}
