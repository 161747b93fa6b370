using AgentNotebook.Archives;
using SharpCompress.Compressors.Xz;

namespace AgentNotebook.SharpCompress.Formats;

/// <summary>What is in an xz file: one stream after the other, with padding between them, to its very end.</summary>
/// <remarks>
/// SharpCompress reads one stream and compares the checks of its blocks. Here the rest is held to the format: that the index and the footer say what the blocks
/// said, and that nothing else follows. Source: L. Collin, "The .xz File Format", 1.2.1.
/// </remarks>
internal sealed class XzInput(Stream archive, Refusal refusal) : DecodingStream
{
    private const int PaddingBytes = 4;

    private XZStream? _stream;
    private bool _began;
    private ulong _out;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (true)
        {
            if (_stream is null)
            {
                if (!Begins())
                {
                    return 0;
                }

                (_stream, _out, _began) = (new XZStream(archive), 0, true);
            }

            if (_stream.Read(buffer) is > 0 and var read)
            {
                _out += (ulong)read;
                return read;
            }

            DemandAgreement(_stream);
            _stream = null;
        }
    }

    // A stream is followed by nothing, by another, or by zeros in fours and either of them.
    private bool Begins()
    {
        if (!_began)
        {
            return true;
        }

        Span<byte> four = stackalloc byte[PaddingBytes];
        while (true)
        {
            var read = archive.ReadAtLeast(four, PaddingBytes, throwOnEndOfStream: false);
            if (read == 0)
            {
                return false;
            }

            if (read == PaddingBytes && four.IndexOfAnyExcept((byte)0) < 0)
            {
                continue;
            }

            archive.Position -= read;
            return read == PaddingBytes && four.SequenceEqual((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X'])
                ? true
                : throw refusal(nameof(ArchiveRule.TrailingData), "Something comes after the end of the compressed data.", "");
        }
    }

    private void DemandAgreement(XZStream stream)
    {
        var listed = 0UL;
        foreach (var record in stream.Index.Records)
        {
            listed = unchecked(listed + record.UncompressedSize);
        }

        if (listed != _out || stream.Footer.StreamFlags is not [0, var check] || check != (byte)stream.Header.BlockCheckType)
        {
            throw refusal(nameof(ArchiveRule.HeadersDisagree), "The index or the footer of its compressed data does not say what the blocks before it say.", "");
        }
    }
}
