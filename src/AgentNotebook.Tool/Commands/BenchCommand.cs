using System.CommandLine;
using AgentNotebook.Magics;
using AgentNotebook.Tool.Bench;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb bench</c>: measures this machine and prints figures.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = $"What to measure: {string.Join(", ", Benchmarks.All.Select(bench => bench.Name))}." };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var only = new Option<string?>("--only") { Description = string.Join("; ", Benchmarks.All.Where(bench => bench.Parts is not null).Select(bench => $"{bench.Name}: {bench.Parts}")) + ".", HelpName = "PART" };
        var command = new Command("bench", "Measures one part and prints the figures.") { name, json, only };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var bench = Benchmarks.Find(parsed.GetRequiredValue(name));
            var options = new BenchOptions(parsed.GetValue(json), parsed.GetValue(only));
            if (options.Only is not null && bench.Parts is null)
            {
                throw new UsageException($"The benchmark '{bench.Name}' measures all or nothing; leave --only out.");
            }

            await bench.RunAsync(options, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }
}
