using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentNotebook.Sessions.Values.Fingerprints;
using AgentNotebook.Sessions.Values.Inspection;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions.Values.Json;

/// <summary>How a session's values become JSON and come back.</summary>
internal static class ValueJson
{
    public const int MaxDepth = 128;

    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>For writers that the serializer writes into: they, and not its options, say how a letter is escaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = Options.Encoder, MaxDepth = MaxDepth * 2 };

    /// <summary>A value as JSON.</summary>
    /// <exception cref="SessionStoreException">It cannot be kept; the message names the member that is to blame.</exception>
    public static byte[] Serialize(string name, object? value)
    {
        using var text = new MemoryStream();
        Write(name, value, text);
        return text.ToArray();
    }

    /// <summary>A value as JSON that was looked at already, and looks as it did then.</summary>
    public static byte[] Text(object? value) => JsonSerializer.SerializeToUtf8Bytes(value, value?.GetType() ?? typeof(object), Options);

    /// <summary>Writes a value as JSON, and says how it looked.</summary>
    /// <param name="name">The value's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="kept">Takes the text; null when nobody wants it.</param>
    /// <exception cref="SessionStoreException">It cannot be kept; the message names the member that is to blame.</exception>
    public static ValueLook Write(string name, object? value, MemoryStream? kept = null)
    {
        // Taken before the text and compared after it: a change in between must not pass for written.
        var fingerprint = Fingerprint.Of(value);
        using var sink = new JsonSink(JournalRules.PayloadBytes - 4096, kept);
        try
        {
            // Enters by the value's own type, so that a value seen as its base class keeps all its members.
            JsonSerializer.Serialize(sink, value, value?.GetType() ?? typeof(object), Options);
        }
        catch (JsonSink.FullException)
        {
            throw Refuse(name, $"is larger than {JournalRules.PayloadBytes >> 20} MiB as JSON. Keep it in a file and the file's path in the session.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a property of the value throws comes out here too.
            throw ValueInspector.Find(value, isRefused: true) is { } offender
                ? Refuse(name, offender.ToString(), e)
                : Refuse(name, $"cannot be written as JSON: {e.Message}", e);
        }

        // What has a fingerprint is of types that are known to be harmless, all through; but for text that is none.
        if ((fingerprint is null || sink.HasReplacements) && ValueInspector.Find(value) is { } member)
            throw Refuse(name, member.ToString());
        return new ValueLook(fingerprint is not null && fingerprint.Matches(value) ? fingerprint : null, sink.Hash(), sink.Bytes);
    }

    /// <summary>Writes an element of a collection.</summary>
    /// <param name="name">The value that the collection is.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="item">The element.</param>
    /// <param name="key">Its index or key, for the message.</param>
    /// <exception cref="SessionStoreException">It cannot be kept; the message names the member that is to blame.</exception>
    public static void WriteItem<T, TKey>(string name, Utf8JsonWriter writer, T item, TKey key)
    {
        try
        {
            JsonSerializer.Serialize(writer, item, Options);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw ValueInspector.Find(item, typeof(T), $"value[{ValueInspector.KeyText(key)}]", isRefused: true) is { } offender
                ? Refuse(name, offender.ToString(), e)
                : Refuse(name, $"cannot be written as JSON: {e.Message}", e);
        }

        if (item is not null && !PlainTypes.IsPlain(typeof(T)) && ValueInspector.Find(item, typeof(T), $"value[{ValueInspector.KeyText(key)}]") is { } member)
            throw Refuse(name, member.ToString());
    }

    /// <summary>The canonical hash of some elements.</summary>
    public static UInt128 Hash<T>(ReadOnlySpan<T> items)
    {
        using var sink = new JsonSink(long.MaxValue, null);
        try
        {
            JsonSerializer.Serialize(sink, items.ToArray(), Options);
            return sink.Hash();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // An element became something that cannot be written: not what was written, whatever it is. The flush says so by name.
            return UInt128.MaxValue;
        }
    }

    /// <summary>A collection of parts of JSON as one text.</summary>
    public static byte[] Whole(object collection) => JsonSerializer.SerializeToUtf8Bytes(collection, collection.GetType(), Options);

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
