using AgentNotebook.Execution.Workers;
using AgentNotebook.Magics;
using AgentNotebook.Text;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Bench.Repair;

/// <summary>Gives every program of a corpus to <c>#!agent-run</c> with the repair model and judges what comes out.</summary>
/// <param name="name">Its name: <c>repair</c> or <c>repair-held-out</c>.</param>
/// <param name="corpus">The corpus it runs over.</param>
/// <param name="totalsOnly">Whether only totals are told: of a corpus that nobody who works on the model may come to know.</param>
internal sealed class RepairBenchmark(string name, string corpus, bool totalsOnly) : IBenchmark
{
    public string Name => name;

    public string Parts => "KIND or KIND/NAME, the programs of one kind or a single one";

    public async Task<bool> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var results = await RunCorpusAsync(Select(RepairProgram.LoadAll(corpus), options.Only), cancellationToken);
        var kinds = results.GroupBy(result => result.Kind).Select(group => new
        {
            Kind = group.Key,
            Programs = group.Count(),
            Repaired = group.Count(result => result.Verdict == RepairVerdict.Repaired),
            GaveUp = group.Count(result => result.Verdict == RepairVerdict.GaveUp),
            WrongSuccess = group.Count(result => result.Verdict == RepairVerdict.WrongSuccess),
            Looped = group.Count(result => result.Verdict == RepairVerdict.Looped),
            MeanRounds = Math.Round(group.Average(result => result.Rounds), 2),
            MedianSeconds = Math.Round(Median(group.Select(result => result.Seconds)), 2),
        }).ToList();
        var repaired = results.Count(result => result.Verdict == RepairVerdict.Repaired);
        if (options.Json)
        {
            Json.Print(new
            {
                Programs = results.Count,
                Repaired = repaired,
                Share = Math.Round(repaired / (double)results.Count, 3),
                WrongSuccess = results.Count(result => result.Verdict == RepairVerdict.WrongSuccess),
                Looped = results.Count(result => result.Verdict == RepairVerdict.Looped),
                Kinds = kinds,
                Results = totalsOnly ? null : results,
            });
            return true;
        }

        Console.Out.WriteLine(TextTable.Format(
            ["KIND", "PROGRAMS#", "REPAIRED#", "GAVE UP#", "WRONG#", "LOOPED#", "ROUNDS#", "SECONDS#"],
            [.. kinds.Select(kind => new[]
            {
                kind.Kind, $"{kind.Programs}", $"{kind.Repaired}", $"{kind.GaveUp}", $"{kind.WrongSuccess}", $"{kind.Looped}", $"{kind.MeanRounds:0.0}", $"{kind.MedianSeconds:0.00}",
            })]));
        Console.Out.WriteLine($"\n{repaired} of {results.Count} repaired ({100.0 * repaired / results.Count:0.0} %).");
        foreach (var result in results.Where(result => !totalsOnly && result.Verdict != RepairVerdict.Repaired))
        {
            Console.Out.WriteLine($"  {result.Kind}/{result.Name}: {result.Verdict} after {result.Attempts} attempts: {result.Reason.ReplaceLineEndings(" ")}");
        }

        return true;
    }

    /// <summary>The programs that <c>--only</c> names.</summary>
    /// <param name="programs">All programs.</param>
    /// <param name="only">A kind, or a kind and a name with a slash between them; <see langword="null"/> for all.</param>
    /// <exception cref="UsageException">There is none.</exception>
    internal static IReadOnlyList<RepairProgram> Select(IReadOnlyList<RepairProgram> programs, string? only)
    {
        if (only is null)
        {
            return programs;
        }

        List<RepairProgram> selected = [.. programs.Where(program => program.Kind == only || $"{program.Kind}/{program.Name}" == only)];
        var kinds = programs.Select(program => program.Kind).Distinct().ToList();
        var nearest = NearestName.Of(only, [.. kinds, .. programs.Select(program => $"{program.Kind}/{program.Name}")]);
        return selected.Count > 0
            ? selected
            : throw new UsageException($"The corpus has no '{only}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}Kinds: {string.Join(", ", kinds)}.");
    }

    /// <summary>Runs the given programs, one after another on each of two workers, and judges them.</summary>
    internal static async Task<IReadOnlyList<RepairResult>> RunCorpusAsync(IReadOnlyList<RepairProgram> programs, CancellationToken cancellationToken)
    {
        var results = new RepairResult[programs.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, programs.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount), CancellationToken = cancellationToken },
            async (index, token) =>
            {
                await using var runner = new WorkerRunner();
                results[index] = await RepairTrial.RunAsync(programs[index], runner, token);
            });
        return results;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
