using System.Buffers.Binary;

namespace AgentNotebook.Execution.Frames;

/// <summary>Writes frames, each in one piece, so that threads which write at once never mix theirs.</summary>
internal sealed class FrameWriter(Stream stream)
{
    private readonly Lock _gate = new();

    internal void Write(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var bytes = Encode(kind, payload);
        lock (_gate)
        {
            stream.Write(bytes);
            stream.Flush();
        }
    }

    internal async Task WriteAsync(FrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encode(kind, payload.Span), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Encode(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var bytes = new byte[FrameReader.HeaderBytes + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, payload.Length);
        bytes[4] = (byte)kind;
        payload.CopyTo(bytes.AsSpan(FrameReader.HeaderBytes));
        return bytes;
    }
}
