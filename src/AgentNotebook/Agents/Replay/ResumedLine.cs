using System.Text.Json;
using AgentNotebook.Models.Recording;

namespace AgentNotebook.Agents.Replay;

/// <summary>From here on the run was driven anew: by another process, or after it had come to rest.</summary>
/// <param name="Conditions">What it was driven with.</param>
/// <param name="FromStep">The step it was sent back to; <see langword="null"/> when it went on from its last one.</param>
/// <param name="Answer">What a person had to say; <see langword="null"/> for nothing.</param>
internal sealed record ResumedLine(RunConditions Conditions, int? FromStep, JsonElement? Answer) : RecordingLine(LineKind)
{
    public const string LineKind = "resumed";
}
