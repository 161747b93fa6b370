using System.Text;

namespace AgentNotebook.Tool.Bench.Gpu;

/// <summary>Writes the header of a model that does not exist; its data is a hole in the file and takes no disk.</summary>
internal static class MadeUpModel
{
    /// <summary>A thousand modules in blocks of ten, between an embedding and a head, as language models are made.</summary>
    public static string WriteBlocks(string path) => Write(path,
    [
        ("model.embed_tokens.weight", 32_000, 4096),
        .. Enumerable.Range(0, 99).SelectMany(block => Enumerable.Range(0, 10).Select(module => ($"model.layers.{block}.part{module}.proj.weight", 4096L, 1024L + (module * 512)))),
        .. Enumerable.Range(0, 8).Select(module => ($"model.norm{module}.weight", 1L, 4096L)),
        ("lm_head.weight", 32_000, 4096),
    ]);

    /// <summary>A thousand modules of a thousand sizes, none in a block, as no model is made: the worst there is to place.</summary>
    public static string WriteUneven(string path) =>
        Write(path, Enumerable.Range(0, 1000).Select(module => ($"module{module}.weight", 1024L, 1L + (module * 7919 % 10_007))));

    private static string Write(string path, IEnumerable<(string Name, long Rows, long Columns)> tensors)
    {
        var header = new StringBuilder("{");
        var at = 0L;
        foreach (var (name, rows, columns) in tensors)
        {
            var end = at + (rows * columns * 2);
            header.Append(header.Length > 1 ? "," : "").Append($"\"{name}\":{{\"dtype\":\"BF16\",\"shape\":[{rows},{columns}],\"data_offsets\":[{at},{end}]}}");
            at = end;
        }

        var bytes = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        using var file = File.Create(path);
        file.Write(BitConverter.GetBytes((ulong)bytes.Length));
        file.Write(bytes);
        file.SetLength(file.Length + at);
        return path;
    }
}
