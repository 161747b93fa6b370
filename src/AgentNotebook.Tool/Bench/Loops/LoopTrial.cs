using System.Diagnostics;
using System.Text.Json;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models.Scripted;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Bench.Loops;

/// <summary>Plays one scenario with the real compiler, the real sandbox and a journal on the disk.</summary>
internal static class LoopTrial
{
    private static readonly string[] _budgets = ["rounds", "time", "tokens", "cost", "unknown-price", "processor-time", "gpu-memory"];

    public static async Task<LoopResult> RunAsync(LoopScenario scenario, ICodeRunner runner, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("agentnb-bench-");
        try
        {
            var clock = Stopwatch.StartNew();
            using var store = SqliteSessionStore.Open(Path.Combine(folder.FullName, "sessions.db"));
            using var session = Session.Open(store, scenario.Name);
            var services = new RunServices { Model = new ScriptedModel(scenario.Playbook), Compiler = new GuestCompiler(), Runner = runner };
            await AgentRun.Start(session, scenario.Request, services).RunAsync(cancellationToken);
            return Judge(scenario, RunHistory.Read(session.Entries()).Single(), clock.Elapsed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // By the journal alone: what the controller decided can be proved from it.
    private static LoopResult Judge(LoopScenario scenario, RunRecord run, TimeSpan elapsed)
    {
        var kinds = run.Interventions.Select(said => JsonNamingPolicy.CamelCase.ConvertName(said.Event.Kind.ToString())).ToList();
        return new LoopResult(
            scenario.Name,
            scenario.Title,
            scenario.Expected,
            run switch
            {
                { State: AgentState.Succeeded } => "succeeded",
                { State: AgentState.Failed, Stopped: { } stopped } => _budgets.Contains(stopped.Pattern) ? $"limit: {stopped.Pattern}" : $"stopped: {stopped.Pattern}",
                { State: AgentState.Failed } when run.LastReason.StartsWith("The model knows no further", StringComparison.Ordinal) => "gave up",
                _ => $"{run.State}: {run.LastReason}",
            },
            scenario.Said,
            kinds.Count == 0 ? "nothing" : string.Join(", ", kinds),
            scenario.Attempts,
            run.Attempts.Count,
            [.. run.Interventions.Select(said => said.Event.Pattern), .. run.Stopped?.Pattern is { } pattern ? new[] { pattern } : []],
            run.Stopped is { } stop ? [stop.Reason, .. stop.Evidence] : [],
            Math.Round(elapsed.TotalSeconds, 2));
    }
}
