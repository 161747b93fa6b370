using AgentNotebook.Archives;
using AgentNotebook.SharpCompress.Taring;

namespace AgentNotebook.SharpCompress.Formats;

/// <summary>What the worker calls. Nothing in this folder or in <c>Taring</c> may use a type of the library: the worker has none of them.</summary>
internal static class Decoder
{
    internal const string SevenZip = "7z";
    internal const string Rar = "rar";
    internal const string Xz = "tar.xz";
    internal const string Zstd = "tar.zst";
    internal const string Lzip = "tar.lz";

    /// <summary>Opens an archive as a tar.</summary>
    /// <param name="format">One of the constants.</param>
    /// <param name="archive">The archive; can seek.</param>
    /// <param name="refusal">Makes an exception of the name of a rule, a sentence, and the name of an entry.</param>
    internal static Stream Open(string format, Stream archive, Refusal refusal) => new ExplainedInput(Decoded(format, archive, refusal), refusal);

    private static Func<Stream> Decoded(string format, Stream archive, Refusal refusal) => format switch
    {
        SevenZip => () => new EntryTar(SevenZipEntries.Of(archive, refusal), refusal),
        Rar => () => new EntryTar(RarEntries.Of(archive, refusal), refusal),
        Xz => () => new XzInput(archive, refusal),
        Zstd => () => new global::SharpCompress.Compressors.ZStandard.DecompressionStream(archive),
        Lzip => () => new LzipInput(archive, refusal),
        _ => throw refusal(nameof(ArchiveRule.UnsupportedFormat), $"'{format}' is no format of this decoder.", ""),
    };
}
