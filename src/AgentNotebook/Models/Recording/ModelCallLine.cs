using System.Text.Json;

namespace AgentNotebook.Models.Recording;

/// <summary>One exchange with a model.</summary>
/// <param name="Call">The call's number within its run, counted from 1; a repeated try keeps it.</param>
/// <param name="Role">What was asked for.</param>
/// <param name="Request">The hash of each member of the request.</param>
/// <param name="Messages">What was said on the wire; empty for a model without one.</param>
/// <param name="Elapsed">How long the model took.</param>
public sealed record ModelCallLine(int Call, ModelRole Role, IReadOnlyDictionary<string, string> Request, IReadOnlyList<ModelMessage> Messages, TimeSpan Elapsed)
    : RecordingLine(LineKind)
{
    /// <summary>The line's kind.</summary>
    public const string LineKind = "model";

    /// <summary>The reply; <see langword="null"/> when the model threw.</summary>
    public JsonElement? Reply { get; init; }

    /// <summary>What the model threw; <see langword="null"/> when it replied.</summary>
    public RecordedFault? Fault { get; init; }
}
