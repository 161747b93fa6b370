using System.Runtime.CompilerServices;
using AgentNotebook.Archives;
using AgentNotebook.Archives.Decoding;
using AgentNotebook.Archives.Extracting;
using AgentNotebook.Archives.Reading.Decoded;
using AgentNotebook.SharpCompress.Formats;

namespace AgentNotebook.SharpCompress.Tests.Support;

/// <summary>The decoder, registered for all tests here, and called in this process.</summary>
internal static class Decoders
{
    [ModuleInitializer]
    internal static void Register() => ArchiveDecoders.Register(new SharpCompressDecoder());

    /// <summary>Reads and judges an archive in this process, as the worker does in its own.</summary>
    public static ExtractionReport Judge(byte[] archive, ArchivePolicy policy = ArchivePolicy.Data, ExtractionLimits? limits = null, bool keepGoing = false, IExtractionTarget? target = null)
    {
        var format = ArchiveDecoders.Find(archive.AsSpan(0, Math.Min(16, archive.Length)))?.Format ?? throw new InvalidOperationException("no decoder knows it");
        return Extraction.Run(new MemoryStream(archive, writable: false), policy, limits ?? new ExtractionLimits(), target, keepGoing, decoding: new ArchiveDecoding(format, Decoder.Open));
    }
}
