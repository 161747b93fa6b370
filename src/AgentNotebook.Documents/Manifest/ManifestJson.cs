using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentNotebook.Documents.Manifest;

/// <summary>The JSON of a manifest. What is read is untrusted: its size is bounded, its schema decides the types, and every member is checked.</summary>
public static class ManifestJson
{
    /// <summary>The largest manifest that is read, in bytes of UTF-8.</summary>
    /// <value>16 MiB.</value>
    public const int MaximumBytes = 16 << 20;

    private const int MaximumDepth = 8;

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = MaximumDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The manifest as JSON text, indented.</summary>
    public static string Write(RunManifest manifest) => JsonSerializer.Serialize(manifest, _options) + "\n";

    /// <summary>The manifest of an executed notebook.</summary>
    /// <param name="document">The notebook.</param>
    /// <returns><see langword="null"/> when it has none: it was not executed by <c>agentnb run</c>.</returns>
    /// <exception cref="NotebookException">What stands in its place is none, or of a newer schema.</exception>
    public static RunManifest? Of(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return (document.Root["metadata"] as JsonObject)?["agentnb"] is JsonObject own && own["manifest"] is { } node ? Read(node, document.Name) : null;
    }

    /// <summary>Puts a manifest into a notebook's metadata, or takes out what is there.</summary>
    internal static void Put(NotebookDocument document, RunManifest? manifest)
    {
        if (document.Root["metadata"] is not JsonObject metadata)
        {
            document.Root["metadata"] = metadata = [];
        }

        var own = metadata["agentnb"] as JsonObject;
        if (manifest is not null)
        {
            if (own is null)
            {
                metadata["agentnb"] = own = [];
            }

            own["manifest"] = JsonSerializer.SerializeToNode(manifest, _options);
        }
        else if (own?.Remove("manifest") == true && own.Count == 0)
        {
            metadata.Remove("agentnb");
        }
    }

    private static RunManifest Read(JsonNode node, string name)
    {
        try
        {
            var text = node.ToJsonString();
            if (text.Length > MaximumBytes)
            {
                throw Wrong($"it has more than {MaximumBytes:N0} bytes");
            }

            var schema = (node as JsonObject)?["schema"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
            if (schema < 1)
            {
                throw Wrong("it names no schema");
            }

            if (schema > RunManifest.CurrentSchema)
            {
                throw new NotebookException($"{name}: the manifest has schema {schema}; this agentnb reads up to {RunManifest.CurrentSchema}. Update agentnb.");
            }

            var manifest = JsonSerializer.Deserialize<RunManifest>(text, _options) ?? throw Wrong("it is null");
            return ManifestRules.Problem(manifest) is { } problem ? throw Wrong(problem) : manifest;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Wrong(Reading.NotebookReader.FirstSentence(exception.Message.Split(". Path:")[0]));
        }

        NotebookException Wrong(string why) =>
            new($"{name}: metadata.agentnb.manifest cannot be read: {why.TrimEnd('.')}. Execute the notebook again with 'agentnb run', or restore it from a copy.");
    }
}
