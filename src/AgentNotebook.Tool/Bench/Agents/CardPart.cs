using System.Diagnostics;
using System.Globalization;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Gpu;
using AgentNotebook.Magics;
using AgentNotebook.Magics.AgentRuns;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Bench.Figures;

namespace AgentNotebook.Tool.Bench.Agents;

/// <summary>Whether the live card slows a run down: real compiler, real children, a journal on the disk, now with the card and now without.</summary>
internal sealed class CardPart : IAgentsPart
{
    private const int Attempts = 12;

    public string Name => "card";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(IReadOnlyDictionary<string, int> repetitions, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("agentnb-bench-");
        try
        {
            await using var runner = new WorkerRunner();
            using var store = SqliteSessionStore.Open(Path.Combine(folder.FullName, "sessions.db"));
            using var probe = MemoryProbes.Detect();
            using var memory = new MemorySampler(probe);
            var (without, with) = (new List<double>(), new List<double>());
            for (var time = -1; time < repetitions["card"]; time++)
            {
                using var session = Session.Open(store, string.Create(CultureInfo.InvariantCulture, $"bench {time}"));
                var notebook = new SilentNotebook(new NotebookServices
                {
                    Session = session,
                    Runner = runner,
                    Compiler = new GuestCompiler(),
                    Models = new ModelCatalog(),
                    Memory = memory,
                    Folder = folder.FullName,
                });
                var bare = await TimeAsync(notebook, isShown: false, cancellationToken);
                var shown = await TimeAsync(notebook, isShown: true, cancellationToken);
                if (time >= 0)
                {
                    without.Add(bare);
                    with.Add(shown);
                }
            }

            return
            [
                new(Name, "a run of 12 attempts without a card", "ms", Spread.Of(without), null),
                new(Name, "the same with its card", "ms", Spread.Of(with), null),
                new(Name, "with ÷ without, pair by pair", "×", Spread.Of(with.Zip(without, (shown, bare) => shown / bare)), Goal.MedianAtMost(1.05)),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> TimeAsync(SilentNotebook notebook, bool isShown, CancellationToken cancellationToken)
    {
        var services = notebook.Services;
        var request = new RunRequest
        {
            Brief = new TaskBrief("Count.", [string.Create(CultureInfo.InvariantCulture, $"result == {Attempts - 1}")]),
            Models = new ModelChoice("counting"),
            Budget = new RunBudget { Rounds = Attempts },
        };
        var model = new CountingModel(static call => string.Create(CultureInfo.InvariantCulture, $"var step = {call};\nstep"));
        var run = AgentRun.Start(services.Session, request, new RunServices { Model = model, Compiler = services.Compiler, Runner = services.Runner });
        var sandbox = await services.Runner.PrepareAsync(cancellationToken);
        var clock = Stopwatch.StartNew();
        await (isShown ? new LiveRunCard(notebook, run, "result", sandbox).RunAsync(cancellationToken) : run.RunAsync(cancellationToken));
        return run.Record.State == AgentState.Succeeded && run.Record.Attempts.Count == Attempts
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"The run of the benchmark ended {run.Record.State} after {run.Record.Attempts.Count} attempts: {run.Record.LastReason}");
    }
}
