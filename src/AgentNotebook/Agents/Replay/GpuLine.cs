using AgentNotebook.Models.Recording;

namespace AgentNotebook.Agents.Replay;

/// <summary>GPU memory that was read while the run was driven.</summary>
/// <param name="Bytes">In use by us.</param>
internal sealed record GpuLine(long Bytes) : RecordingLine(LineKind)
{
    public const string LineKind = "gpu";
}
