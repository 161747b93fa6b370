using System.Text.Json;

namespace AgentNotebook.TorchSharp.Tests;

/// <summary>Writes a safetensors file of 32-bit numbers.</summary>
internal static class SafetensorsFile
{
    public static void Write(string path, params (string Name, long[] Shape, float[] Values)[] tensors)
    {
        var header = new Dictionary<string, object>();
        long end = 0;
        foreach (var (name, shape, values) in tensors)
        {
            header[name] = new { dtype = "F32", shape, data_offsets = new[] { end, end += values.Length * 4L } };
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        using var file = new BinaryWriter(File.Create(path));
        file.Write((long)json.Length);
        file.Write(json);
        foreach (var value in tensors.SelectMany(tensor => tensor.Values))
        {
            file.Write(value);
        }
    }
}
