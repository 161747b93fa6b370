using System.CommandLine;
using AgentNotebook.Tool.Bench;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb bench</c>: measures this machine and prints figures.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = $"What to measure: {string.Join(", ", Benchmarks.All.Select(bench => bench.Name))}." };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var command = new Command("bench", "Measures one part and prints the figures.") { name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await Benchmarks.Find(parsed.GetRequiredValue(name)).RunAsync(parsed.GetValue(json), cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }
}
