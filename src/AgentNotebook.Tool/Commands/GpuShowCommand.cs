using System.CommandLine;
using AgentNotebook.Gpu;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb gpu show</c>: a curve that was kept on the disk.</summary>
internal static class GpuShowCommand
{
    public static Command Create()
    {
        var log = new Argument<string>("log") { Description = "A log of samples: of 'agentnb gpu watch --log', or of a notebook (memory-SESSION.log beside its sessions), also of one that is running or was killed." };
        var output = new CurveOutput();
        var command = new Command("show", "Shows the memory curve of a log, also of a process that was killed.") { log };
        foreach (var option in output.Options)
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            output.Check(parsed);
            output.Write(parsed, MemoryLog.Read(parsed.GetRequiredValue(log)));
            return ExitCode.Success;
        });
        return command;
    }
}
