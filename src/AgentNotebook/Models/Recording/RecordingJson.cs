using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentNotebook.Models.Recording;

/// <summary>How recordings write JSON, and how strictly they read it: no member unknown, missing or twice, no number for a name.</summary>
internal static class RecordingJson
{
    /// <summary>Nesting of a line. A guest's value may be nested 64 levels deep, but stands in a line as text.</summary>
    public const int MaximumDepth = 64;

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaximumDepth,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>Thirty-two hexadecimal digits of the SHA-256 of the text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    /// <summary>Takes out of an attempt what tells where it ran and not what it did: the same program may be replayed at another level.</summary>
    public static void RemoveLevel(JsonNode? attempt)
    {
        if (attempt?["outcome"] is JsonObject outcome)
        {
            outcome.Remove("level");
            outcome.Remove("profile");
        }
    }

    /// <summary>Replaces every text within a value.</summary>
    public static JsonNode? Replace(JsonNode? node, Func<string, string> replace) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Replace(member.Value, replace)))),
        JsonArray items => new JsonArray([.. items.Select(item => Replace(item, replace))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(replace(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };
}
