using System.CommandLine;

namespace AgentNotebook.Tool.Commands;

/// <summary><c>agentnb gpu</c>: looks after GPU memory.</summary>
internal static class GpuCommand
{
    public static Command Create() => new("gpu", "Looks after GPU memory.")
    {
        GpuListCommand.Create(),
        GpuWatchCommand.Create(),
        GpuShowCommand.Create(),
        GpuPlanCommand.Create(),
    };
}
