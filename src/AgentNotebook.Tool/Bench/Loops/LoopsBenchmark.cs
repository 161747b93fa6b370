using AgentNotebook.Execution.Workers;
using AgentNotebook.Magics;
using AgentNotebook.Text;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Loops;

/// <summary>Plays conversations that go round in circles, and some that only seem to, and compares what the controller made of them with what it should.</summary>
internal sealed class LoopsBenchmark : IBenchmark
{
    public string Name => "loops";

    public string Parts => "NAME, a single scenario";

    public async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var results = await RunAllAsync(Select(LoopScenario.LoadAll(), options.Only), cancellationToken);
        var right = results.Count(result => result.IsRight);
        if (options.Json)
        {
            Json.Print(new { Scenarios = results.Count, Right = right, Results = results });
            return right == results.Count;
        }

        Console.Out.WriteLine(TextTable.Format(
            ["SCENARIO", "EXPECTED", "GOT", "SAID", "ATTEMPTS#", "PATTERNS", ""],
            [.. results.Select(result => new[]
            {
                result.Scenario, result.Expected, result.Got, result.Said, $"{result.Attempts}", string.Join(", ", result.Patterns), result.IsRight ? "ok" : "WRONG",
            })]));
        Console.Out.WriteLine($"\n{right} of {results.Count} judged right.");
        foreach (var result in results.Where(result => !result.IsRight))
        {
            Console.Out.WriteLine($"  {result.Scenario}: expected {result.Expected} after {result.ExpectedAttempts} attempts, said {result.ExpectedSaid}. {string.Join(" ", result.Evidence).ReplaceLineEndings(" ")}");
        }

        return right == results.Count;
    }

    /// <summary>Plays scenarios side by side, each with a worker pool of its own.</summary>
    internal static async Task<IReadOnlyList<LoopResult>> RunAllAsync(IReadOnlyList<LoopScenario> scenarios, CancellationToken cancellationToken)
    {
        var results = new LoopResult[scenarios.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, scenarios.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount), CancellationToken = cancellationToken },
            async (index, token) =>
            {
                await using var runner = new WorkerRunner();
                results[index] = await LoopTrial.RunAsync(scenarios[index], runner, token);
            });
        return results;
    }

    private static IReadOnlyList<LoopScenario> Select(IReadOnlyList<LoopScenario> scenarios, string? only)
    {
        if (only is null)
        {
            return scenarios;
        }

        var nearest = NearestName.Of(only, [.. scenarios.Select(scenario => scenario.Name)]);
        return scenarios.Where(scenario => scenario.Name == only).ToList() is { Count: > 0 } selected
            ? selected
            : throw new UsageException($"There is no loop scenario '{only}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}Scenarios: {string.Join(", ", scenarios.Select(scenario => scenario.Name))}.");
    }
}
