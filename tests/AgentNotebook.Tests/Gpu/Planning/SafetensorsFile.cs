using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace AgentNotebook.Tests.Gpu.Planning;

/// <summary>Writes safetensors files byte by byte. The data is a hole in the file, so that a model of many gigabytes takes no disk.</summary>
internal static class SafetensorsFile
{
    /// <summary>A model whose tensors lie one after the other.</summary>
    public static string Write(string path, IEnumerable<(string Name, string Type, long[] Shape)> tensors, params (string Name, string Value)[] metadata)
    {
        var header = new JsonObject();
        if (metadata.Length > 0)
        {
            header["__metadata__"] = new JsonObject(metadata.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.Value)));
        }

        var at = 0L;
        foreach (var (name, type, shape) in tensors)
        {
            var end = at + (shape.Aggregate(1L, (product, dimension) => product * dimension) * Bytes(type));
            header[name] = new JsonObject
            {
                ["dtype"] = type,
                ["shape"] = new JsonArray([.. shape.Select(dimension => JsonValue.Create(dimension))]),
                ["data_offsets"] = new JsonArray(at, end),
            };
            at = end;
        }

        return Write(path, header.ToJsonString(), at);
    }

    /// <summary>Any header before any number of bytes of data.</summary>
    public static string Write(string path, string header, long dataBytes = 0, ulong? statedLength = null)
    {
        var json = Encoding.UTF8.GetBytes(header);
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, statedLength ?? (ulong)json.Length);
        file.Write(length);
        file.Write(json);
        file.SetLength(8 + json.Length + dataBytes);
        return path;
    }

    /// <summary>The header of one tensor, as it stands in the file.</summary>
    public static string Entry(string name, string type, string shape, long begin, long end) =>
        $$"""{{JsonValue.Create(name).ToJsonString()}}:{"dtype":"{{type}}","shape":{{shape}},"data_offsets":[{{begin}},{{end}}]}""";

    private static int Bytes(string type) => type switch
    {
        "U8" or "I8" or "BOOL" or "F8_E4M3" => 1,
        "F16" or "BF16" or "I16" => 2,
        "F32" or "I32" => 4,
        "F64" or "I64" => 8,
        _ => throw new XunitException($"The test does not know the size of {type}."),
    };
}
