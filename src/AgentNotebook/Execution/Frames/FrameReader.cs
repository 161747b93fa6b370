using System.Buffers.Binary;

namespace AgentNotebook.Execution.Frames;

/// <summary>Reads frames: a length (four bytes, little endian, of the payload alone), a kind (one byte), the payload.</summary>
internal sealed class FrameReader(Stream stream, FrameCaps caps)
{
    internal const int HeaderBytes = 5;

    private readonly byte[] _header = new byte[HeaderBytes];

    /// <summary>The next frame; <see langword="null"/> when the stream ended between two frames.</summary>
    /// <exception cref="FrameException">The bytes are no frame, a frame over its cap, or a frame cut off.</exception>
    internal async ValueTask<Frame?> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = await stream.ReadAtLeastAsync(_header, HeaderBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            return null;
        }

        if (read < HeaderBytes)
        {
            throw new FrameException("a frame that was cut off in its header", wasCutOff: true);
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(_header);
        var kind = (FrameKind)_header[4];
        caps.Demand(kind, length);
        var payload = length == 0 ? [] : new byte[length];
        if (await stream.ReadAtLeastAsync(payload, payload.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < payload.Length)
        {
            throw new FrameException($"a {kind} frame that was cut off", wasCutOff: true);
        }

        return new Frame(kind, payload);
    }
}
