using AgentNotebook.Models.Recording;

namespace AgentNotebook.Agents.Replay;

/// <summary>The run came to rest. What follows, if anything, is how it was resumed.</summary>
/// <param name="State">Where.</param>
internal sealed record EndLine(AgentState State) : RecordingLine(LineKind)
{
    public const string LineKind = "end";
}
