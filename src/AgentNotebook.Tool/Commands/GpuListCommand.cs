using System.CommandLine;
using AgentNotebook.Gpu;
using AgentNotebook.Tool.Reports;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb gpu list</c>: what there is, what is in use of it and by whom.</summary>
internal static class GpuListCommand
{
    private static readonly Option<bool> _json = new("--json") { Description = "Prints JSON." };

    public static Command Create()
    {
        var command = new Command("list", "Lists GPUs with their memory and the processes that hold it; without a GPU the memory of this process, and why.") { _json };
        command.SetAction(parsed =>
        {
            using var probe = MemoryProbes.Detect();
            var report = DeviceReport.Of(probe);
            if (parsed.GetValue(_json))
            {
                Json.Print(report);
            }
            else
            {
                Console.Out.WriteLine(report.ToText());
            }

            return ExitCode.Success;
        });
        return command;
    }
}
