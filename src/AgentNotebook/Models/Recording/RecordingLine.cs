using System.Text.Json.Serialization;

namespace AgentNotebook.Models.Recording;

/// <summary>One line of a recording: a JSON object whose first member names its kind.</summary>
/// <param name="Kind">What the line records.</param>
public abstract record RecordingLine([property: JsonPropertyOrder(-1)] string Kind);
