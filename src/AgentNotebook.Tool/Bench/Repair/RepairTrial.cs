using System.Diagnostics;
using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Cells;
using AgentNotebook.Display;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Gpu;
using AgentNotebook.Magics;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Bench.Repair;

/// <summary>Gives one broken program to the agent as a user would: a cell that begins with <c>#!agent-run</c>, in a session of its own.</summary>
internal static class RepairTrial
{
    public static async Task<RepairResult> RunAsync(RepairProgram program, ICodeRunner runner, CancellationToken cancellationToken)
    {
        var truth = await TruthAsync(program, runner, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("agentnb-bench-");
        try
        {
            var clock = Stopwatch.StartNew();
            var run = await RunCellAsync(program, runner, folder.FullName, cancellationToken);
            return new RepairResult(
                program.Kind,
                program.Name,
                Judge(run, truth),
                run.State,
                run.Rounds,
                run.Attempts.Count,
                Math.Round(clock.Elapsed.TotalSeconds, 3),
                run.LastReason);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<RunRecord> RunCellAsync(RepairProgram program, ICodeRunner runner, string folder, CancellationToken cancellationToken)
    {
        using var store = SqliteSessionStore.Open(Path.Combine(folder, "sessions.db"));
        using var session = Session.Open(store, program.Name);
        using var probe = MemoryProbes.Detect();
        using var memory = new MemorySampler(probe);
        var services = new NotebookServices
        {
            Session = session,
            Runner = runner,
            Compiler = new GuestCompiler(),
            Models = new ModelCatalog(),
            Memory = memory,
            Folder = folder,
        };
        await using var engine = new CellEngine(services, BuiltInMagics.CreateCatalog());
        await engine.ExecuteAsync(new CellSource(Cell(program), program.Name), new NoOutput(), cancellationToken);
        return RunHistory.Read(session.Entries()).Single();
    }

    private static string Cell(RepairProgram program)
    {
        var cell = new StringBuilder("#!agent-run");
        foreach (var check in program.Checks)
        {
            cell.Append(" --check \"").Append(check.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        }

        return cell.Append('\n').Append(program.Broken).ToString();
    }

    private static RepairVerdict Judge(RunRecord run, string truth) => run.State switch
    {
        AgentState.Succeeded => JsonNearness.AreNear(run.Attempts[^1].Outcome!.ResultJson, truth, relativeTolerance: 1e-9) ? RepairVerdict.Repaired : RepairVerdict.WrongSuccess,
        AgentState.Failed or AgentState.AwaitingHuman => RepairVerdict.GaveUp,
        _ => RepairVerdict.Looped,
    };

    private static async Task<string> TruthAsync(RepairProgram program, ICodeRunner runner, CancellationToken cancellationToken)
    {
        var compilation = new GuestCompiler().Compile(program.Fixed, program.Checks, cancellationToken);
        var outcome = compilation.Program is { } compiled ? await runner.RunAsync(compiled, new ExecutionLimits(), cancellationToken) : null;
        return outcome is { Verdict: Verdict.Completed, ResultJson: { } json } && outcome.Checks.All(check => check.Passed)
            ? json
            : throw new InvalidDataException(
                $"{program.Kind}/{program.Name}: the fixed program does not run and pass its checks: {string.Join("; ", compilation.Errors.Select(error => $"{error.Check} {error.Id} {error.Message}"))} {outcome?.Verdict} {outcome?.Reason} {outcome?.Exception?.Message} {string.Join("; ", outcome?.Checks.Where(check => !check.Passed).Select(check => $"{check.Expression} {check.Error}") ?? [])}");
    }

    private sealed class NoOutput : ICellOutput
    {
        public void Stream(string name, string text)
        {
        }

        public void Display(MimeBundle bundle, string? displayId)
        {
        }

        public void Update(string displayId, MimeBundle bundle)
        {
        }

        public void Clear(bool wait)
        {
        }

        public void Result(MimeBundle bundle, int executionCount)
        {
        }
    }
}
