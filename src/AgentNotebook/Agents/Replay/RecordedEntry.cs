using System.Text.Json;
using System.Text.Json.Nodes;
using AgentNotebook.Agents.Events;
using AgentNotebook.Models.Recording;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Replay;

/// <summary>A journal entry as a recording keeps it.</summary>
/// <param name="Kind">What it records.</param>
/// <param name="Version">Version of the payload's shape.</param>
/// <param name="Hash">Hash of the payload, without the level at which an attempt ran.</param>
/// <param name="Payload">The payload, when it is at most <see cref="MostPayload"/> characters long.</param>
internal sealed record RecordedEntry(string Kind, int Version, string Hash, JsonElement? Payload)
{
    /// <summary>Larger payloads are known by their hash alone: results and inputs may have megabytes, and a recording is not their second home.</summary>
    public const int MostPayload = 256 << 10;

    private const string Attempt = "attempt-finished";

    public static RecordedEntry Of(JournalDraft draft)
    {
        var payload = Comparable(draft.Kind, draft.Payload);
        return new RecordedEntry(
            draft.Kind,
            draft.Version,
            RecordingJson.Hash(payload),
            payload.Length <= MostPayload ? JsonSerializer.Deserialize<JsonElement>(payload) : null);
    }

    public static RecordedEntry Of(JournalEntry entry) => Of(new JournalDraft(entry.Run, entry.Kind, entry.Version, entry.Payload));

    /// <summary>The event, when the payload was kept.</summary>
    /// <exception cref="SessionStoreException">The payload is none of its kind.</exception>
    public RunEvent? Event() => Payload is { } payload
        ? RunEventCodec.Decode(new JournalEntry(0, default, "", Kind, Version, payload.GetRawText()))
        : null;

    private static string Comparable(string kind, string payload)
    {
        if (kind != Attempt)
        {
            return payload;
        }

        var root = JsonNode.Parse(payload)!;
        RecordingJson.RemoveLevel(root["attempt"]);
        return root.ToJsonString(RecordingJson.Options);
    }
}
