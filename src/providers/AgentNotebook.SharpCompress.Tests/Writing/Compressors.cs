using AgentNotebook.Archives.Tests.Support;

namespace AgentNotebook.SharpCompress.Tests.Writing;

/// <summary>Compression by real programs, and lzip, which few machines have, by its framing around what SharpCompress writes.</summary>
internal static class Compressors
{
    public static byte[] Xz(byte[] bytes, string options = "-0") => Run(bytes, $"xz -T1 {options} -c in > out");

    public static byte[] Zstd(byte[] bytes, string options = "-1") => Run(bytes, $"zstd -q {options} -c in > out");

    public static byte[] Lzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var lzip = global::SharpCompress.Compressors.LZMA.LZipStream.Create(packed, global::SharpCompress.Compressors.CompressionMode.Compress, leaveOpen: true))
        {
            lzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>Many at once: a program is started once for all of them.</summary>
    /// <param name="format"><c>tar.xz</c>, <c>tar.zst</c> or <c>tar.lz</c>.</param>
    /// <param name="all">What is compressed.</param>
    public static IReadOnlyList<byte[]> All(string format, IReadOnlyList<byte[]> all)
    {
        if (format == "tar.lz")
        {
            return [.. all.Select(Lzip)];
        }

        using var folder = new TemporaryFolder();
        for (var index = 0; index < all.Count; index++)
        {
            File.WriteAllBytes(folder.In($"{index}"), all[index]);
        }

        Tool.Shell(folder.Path, format == "tar.xz" ? "xz -T1 -0 -S .packed *" : "zstd -q -1 * && for file in *.zst; do mv \"$file\" \"${file%.zst}.packed\"; done");
        return [.. Enumerable.Range(0, all.Count).Select(index => File.ReadAllBytes(folder.In($"{index}.packed")))];
    }

    private static byte[] Run(byte[] bytes, string line)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("in"), bytes);
        Tool.Shell(folder.Path, line);
        return File.ReadAllBytes(folder.In("out"));
    }
}
