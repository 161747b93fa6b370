using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Comparing;

/// <summary>Compares JSON by structure: members in any order, elements in theirs, texts by the rules, numbers within the tolerance.</summary>
internal static class JsonComparer
{
    /// <summary>Whether the content of a mime type is JSON.</summary>
    public static bool IsJson(string mime) => mime == "application/json" || (mime.StartsWith("application/", StringComparison.Ordinal) && mime.EndsWith("+json", StringComparison.Ordinal));

    public static void Compare(Findings findings, string stored, string executed)
    {
        if (Parse(stored, findings.Options) is not { } a || Parse(executed, findings.Options) is not { } b)
        {
            TextComparer.Compare(findings, stored, executed, "");
            return;
        }

        Compare(findings, a.Node, b.Node, "$");
    }

    private static (JsonNode? Node, bool IsJson)? Parse(string text, ComparisonOptions options)
    {
        try
        {
            return (JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = options.MaxDepth, AllowDuplicateProperties = false }), true);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Compare(Findings findings, JsonNode? stored, JsonNode? executed, string place)
    {
        switch (stored, executed)
        {
            case (JsonObject a, JsonObject b):
                CompareMembers(findings, a, b, place);
                break;
            case (JsonArray a, JsonArray b):
                if (a.Count != b.Count)
                {
                    findings.Differ(place, $"{a.Count:N0} elements are stored, {b.Count:N0} are there now.", a.ToJsonString(), b.ToJsonString());
                    break;
                }

                for (var i = 0; i < a.Count; i++)
                {
                    Compare(findings, a[i], b[i], $"{place}[{i}]");
                }

                break;
            case (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.String && b.GetValueKind() == JsonValueKind.String:
                TextComparer.Compare(findings, a.GetValue<string>(), b.GetValue<string>(), place);
                break;
            case (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.Number && b.GetValueKind() == JsonValueKind.Number:
                TextComparer.Compare(findings, a.ToJsonString(), b.ToJsonString(), place);
                break;
            default:
                if (!JsonNode.DeepEquals(stored, executed))
                {
                    findings.Differ(place, "The value differs.", stored?.ToJsonString() ?? "null", executed?.ToJsonString() ?? "null");
                }

                break;
        }
    }

    private static void CompareMembers(Findings findings, JsonObject stored, JsonObject executed, string place)
    {
        foreach (var (name, value) in stored)
        {
            if (executed.TryGetPropertyValue(name, out var other))
            {
                Compare(findings, value, other, $"{place}.{name}");
            }
            else
            {
                findings.Differ($"{place}.{name}", "This member is missing now.", value?.ToJsonString() ?? "null");
            }
        }

        foreach (var (name, value) in executed.Where(member => !stored.ContainsKey(member.Key)))
        {
            findings.Differ($"{place}.{name}", "This member was not there.", "", value?.ToJsonString() ?? "null");
        }
    }
}
