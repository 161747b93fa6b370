using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentNotebook.Documents.Reading;

/// <summary>JSON as Jupyter writes it.</summary>
internal static class NotebookJson
{
    private static readonly JsonWriterOptions _writer = new()
    {
        Indented = true,
        IndentSize = 1,
        IndentCharacter = ' ',
        NewLine = "\n",
        Encoder = new MinimalJsonEncoder(),
        MaxDepth = 1_000,
    };

    public static byte[] Serialize(JsonNode root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _writer))
        {
            root.WriteTo(writer);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
