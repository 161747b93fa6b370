using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Tool.Tests.Grids.Kubernetes;

/// <summary>
/// Checks objects by <c>fields.json</c>: the fields of Kubernetes' API reference that manifests of this project may use, described anew for this
/// test with their types, their choices and which are required. It is not the published schema, and stricter than it: a field that is not described is wrong.
/// </summary>
internal static class DocumentedFields
{
    private static readonly JsonNode _types = JsonNode.Parse(File.ReadAllText(RepositoryFolder.Find("tests", "AgentNotebook.Tool.Tests", "Grids", "Kubernetes", "fields.json")))!;

    /// <summary>What is wrong with an object, each with its place.</summary>
    public static IReadOnlyList<string> Wrong(JsonNode document)
    {
        var kind = document["kind"]?.ToString() ?? "";
        return _types[kind] is null ? [$"kind: there is no '{kind}'"] : [.. Check(document, kind, "")];
    }

    /// <param name="node">The value.</param>
    /// <param name="type">A type: <c>string</c>, <c>integer</c>, <c>boolean</c>, <c>[]TYPE</c>, <c>map of TYPE</c>, <c>/PATTERN/</c> for texts of that form, or one of the file's.</param>
    /// <param name="place">Where it stands.</param>
    private static IEnumerable<string> Check(JsonNode? node, string type, string place)
    {
        if (type.StartsWith("[]", StringComparison.Ordinal))
        {
            return node is JsonArray items ? items.SelectMany((item, index) => Check(item, type[2..], $"{place}[{index}]")) : [$"{place}: is no list"];
        }

        const string Map = "map of ";
        if (type.StartsWith(Map, StringComparison.Ordinal))
        {
            return node is JsonObject map ? map.SelectMany(pair => Check(pair.Value, type[Map.Length..], $"{place}.{pair.Key}")) : [$"{place}: is no map"];
        }

        return type switch
        {
            "string" => node is JsonValue text && text.TryGetValue<string>(out _) ? [] : [$"{place}: is no string"],
            "integer" => node is JsonValue number && number.TryGetValue<long>(out _) ? [] : [$"{place}: is no integer"],
            "boolean" => node is JsonValue value && value.TryGetValue<bool>(out _) ? [] : [$"{place}: is no boolean"],
            ['/', .. var pattern, '/'] => node is JsonValue text && text.TryGetValue<string>(out var form) && Regex.IsMatch(form, $@"\A(?:{pattern})\z") ? [] : [$"{place}: is not of the form {pattern}"],
            _ => CheckObject(node, _types[type]!.AsObject(), place),
        };
    }

    /// <summary>A field whose name ends in <c>!</c> is required.</summary>
    private static IEnumerable<string> CheckObject(JsonNode? node, JsonObject fields, string place)
    {
        if (node is not JsonObject found)
        {
            return [$"{place}: is no object"];
        }

        var known = fields.ToDictionary(field => field.Key.TrimEnd('!'), field => field.Value!.GetValue<string>());
        return found.Where(pair => !known.ContainsKey(pair.Key)).Select(pair => $"{place}.{pair.Key}: there is no such field")
            .Concat(fields.Where(field => field.Key.EndsWith('!') && found[field.Key.TrimEnd('!')] is null).Select(field => $"{place}.{field.Key}: is missing"))
            .Concat(found.Where(pair => known.ContainsKey(pair.Key)).SelectMany(pair => Check(pair.Value, known[pair.Key], $"{place}.{pair.Key}".TrimStart('.'))));
    }
}
