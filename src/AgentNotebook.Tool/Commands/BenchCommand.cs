using System.CommandLine;
using System.Globalization;
using AgentNotebook.Text;
using AgentNotebook.Tool.Bench;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb bench</c>: measures this machine and prints figures.</summary>
internal static class BenchCommand
{
    private const int MaximumCount = 100_000;

    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = $"What to measure: {string.Join(", ", Benchmarks.All.Select(bench => bench.Name))}." };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var only = new Option<string?>("--only") { Description = string.Join("; ", Benchmarks.All.Where(bench => bench.Parts is not null).Select(bench => $"{bench.Name}: {bench.Parts}")) + ".", HelpName = "PART" };
        var repetitions = new Option<string[]>("--repetitions")
        {
            Description = string.Join("; ", Benchmarks.All.Where(bench => bench.Repetitions.Count > 0).Select(bench => $"{bench.Name}: {string.Join(", ", bench.Repetitions.Select(pair => $"{pair.Key}={pair.Value}"))}")) + ".",
            HelpName = "WHAT=COUNT",
        };
        var command = new Command("bench", "Measures one part and prints the figures.") { name, json, only, repetitions };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var bench = Benchmarks.Find(parsed.GetRequiredValue(name));
            var options = new BenchOptions(parsed.GetValue(json), parsed.GetValue(only)) { Repetitions = Counts(bench, parsed.GetValue(repetitions) ?? []) };
            if (options.Only is not null && bench.Parts is null)
            {
                throw new UsageException($"The benchmark '{bench.Name}' measures all or nothing; leave --only out.");
            }

            return await bench.RunAsync(options, cancellationToken) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static Dictionary<string, int> Counts(IBenchmark bench, string[] words)
    {
        var counts = new Dictionary<string, int>(bench.Repetitions);
        foreach (var word in words)
        {
            var (what, count) = word.Split('=', 2) is [var before, var after] ? (before, after) : (word, "");
            if (!counts.ContainsKey(what))
            {
                var nearest = NearestName.Of(what, [.. counts.Keys]);
                throw new UsageException(counts.Count == 0
                    ? $"The benchmark '{bench.Name}' has no repetitions to choose; leave --repetitions out."
                    : $"The benchmark '{bench.Name}' repeats no '{what}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}It repeats: {string.Join(", ", counts.Keys)}.");
            }

            counts[what] = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= MaximumCount
                ? number
                : throw new UsageException($"'{word}' names no count: write {what}=COUNT with a whole number from 0, which leaves it out, to {MaximumCount}.");
        }

        return counts;
    }
}
