using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AgentNotebook.Sessions.Values;

/// <summary>How a session's values become JSON and come back.</summary>
internal static class ValueJson
{
    public const int MaxDepth = 128;

    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>A value as JSON.</summary>
    /// <exception cref="SessionStoreException">It cannot be kept; the message names the member that is to blame.</exception>
    public static byte[] Serialize(string name, object? value)
    {
        using var stream = new BoundedStream(JournalRules.PayloadBytes - 4096);
        try
        {
            // Enters by the value's own type, so that a value seen as its base class keeps all its members.
            JsonSerializer.Serialize(stream, value, value?.GetType() ?? typeof(object), Options);
        }
        catch (BoundedStream.FullException)
        {
            throw Refuse(name, $"is larger than {JournalRules.PayloadBytes >> 20} MiB as JSON. Keep it in a file and the file's path in the session.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a property of the value throws comes out here too.
            throw ValueInspector.FindUnkeepable(value) is { } offender
                ? Refuse(name, offender.ToString(), e)
                : Refuse(name, $"cannot be written as JSON: {e.Message}", e);
        }

        if (ValueInspector.FindUnkeepable(value) is { } member)
            throw Refuse(name, member.ToString());
        return stream.ToArray();
    }

    /// <exception cref="SessionStoreException">The JSON does not fit the type.</exception>
    public static T? Deserialize<T>(string name, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new SessionStoreException(SessionStoreFault.Invalid, $"Session value '{name}' cannot be read as {typeof(T)}: {e.Message} Ask for the type it was assigned with, or for {nameof(JsonElement)} to look at it.", e);
        }
    }

    /// <summary>A hash that two JSON texts share when they say the same: members sorted by name, nothing between them.</summary>
    public static byte[] CanonicalHash(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth * 2 });
        using var sorted = new MemoryStream(json.Length);
        using (var writer = new Utf8JsonWriter(sorted, new JsonWriterOptions { SkipValidation = true, MaxDepth = MaxDepth * 2 }))
            WriteSorted(writer, document.RootElement);
        return SHA256.HashData(sorted.GetBuffer().AsSpan(0, (int)sorted.Length));
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteSorted(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    WriteSorted(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            IncludeFields = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            MaxDepth = MaxDepth,
            // The text goes to a file, not into a page: letters of all languages stay readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { FillReadOnlyCollections } },
        };
        options.MakeReadOnly();
        return options;
    }

    // By default `List<int> Items { get; } = []` is written but never read back: its content would be lost without a word. Only
    // automatic properties, because a computed one may show what another property holds, which would then be read twice.
    private static void FillReadOnlyCollections(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.CreateObject is null)
            return;
        // Asked of the type it is a wish, asked of a property it is an error where the property's own type cannot do it.
        type.PreferredPropertyObjectCreationHandling = JsonObjectCreationHandling.Populate;
        foreach (var property in type.Properties)
        {
            if (property.Set is not null || !IsAutomatic(property))
                property.ObjectCreationHandling ??= JsonObjectCreationHandling.Replace;
        }
    }

    private static bool IsAutomatic(JsonPropertyInfo property) =>
        property.AttributeProvider is PropertyInfo { DeclaringType: { } owner } declared
        && owner.GetField($"<{declared.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static SessionStoreException Refuse(string name, string why, Exception? inner = null) =>
        new(SessionStoreFault.Invalid, $"Session value '{name}' cannot be kept: {(why.StartsWith("value", StringComparison.Ordinal) ? why : "it " + why)}", inner);
}
