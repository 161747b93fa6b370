using System.Text.Json;

namespace AgentNotebook.Models.Recording;

/// <summary>What a request to a model is recognised by: the hash of each of its members. Told apart, because a difference should name what differs.</summary>
internal static class RequestPrint
{
    /// <summary>Hashes by the member's name. The levels at which attempts ran are left out.</summary>
    public static IReadOnlyDictionary<string, string> Of(ModelRequest request)
    {
        var members = JsonSerializer.SerializeToNode(request, request.GetType(), RecordingJson.Options)!.AsObject();
        if (members["attempts"] is { } attempts)
        {
            foreach (var attempt in attempts.AsArray())
            {
                RecordingJson.RemoveLevel(attempt);
            }
        }

        return members.ToDictionary(member => member.Key, member => RecordingJson.Hash(member.Value?.ToJsonString(RecordingJson.Options) ?? "null"));
    }

    /// <summary>The members in which two requests differ, in words; empty when they are the same.</summary>
    public static string Difference(IReadOnlyDictionary<string, string> recorded, IReadOnlyDictionary<string, string> now) =>
        string.Join(" and ", recorded.Keys.Union(now.Keys).Where(name => recorded.GetValueOrDefault(name) != now.GetValueOrDefault(name)));
}
