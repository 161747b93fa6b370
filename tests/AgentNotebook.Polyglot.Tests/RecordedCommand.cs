using System.Text.Json;

namespace AgentNotebook.Polyglot.Tests;

/// <summary>A command as it was sent to the engine, and what came back.</summary>
/// <param name="Type">Such as <c>SubmitCode</c>.</param>
/// <param name="Code">The cell or line.</param>
/// <param name="Events">The events, in order.</param>
internal sealed record RecordedCommand(string Type, string Code, IReadOnlyList<JsonElement> Events)
{
    /// <summary>What the cell failed with; <see langword="null"/> when it did not.</summary>
    public string? Failure => Of("CommandFailed").Select(failed => failed.GetProperty("message").GetString()).LastOrDefault();

    /// <summary>What was printed.</summary>
    public string Printed => string.Concat(Of("StandardOutputValueProduced").SelectMany(printed => printed.GetProperty("formattedValues").EnumerateArray()).Select(value => value.GetProperty("value").GetString()));

    /// <summary>The events of a type.</summary>
    public IEnumerable<JsonElement> Of(string type) => Events.Where(happened => happened.GetProperty("eventType").GetString() == type).Select(happened => happened.GetProperty("event"));

    /// <summary>What was shown in plain text, first and last.</summary>
    public IReadOnlyList<string> Texts(string type) =>
        [.. Of(type).SelectMany(shown => shown.GetProperty("formattedValues").EnumerateArray()).Where(value => value.GetProperty("mimeType").GetString() == "text/plain").Select(value => value.GetProperty("value").GetString()!)];
}
