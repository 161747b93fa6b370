using System.Text.Json;
using AgentNotebook.Models.Recording;

namespace AgentNotebook.Agents.Replay;

/// <summary>The first line of a recording.</summary>
/// <param name="Format">Says that it is one.</param>
/// <param name="Version">Of the format, counted from 1.</param>
/// <param name="Run">The run's id in the session it was recorded in.</param>
/// <param name="Conditions">What it was driven with.</param>
/// <param name="Request">What it was started with.</param>
internal sealed record HeaderLine(string Format, int Version, string Run, RunConditions Conditions, JsonElement Request) : RecordingLine(LineKind)
{
    public const string LineKind = "recording";
}
