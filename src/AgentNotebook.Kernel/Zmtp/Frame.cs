using System.Buffers.Binary;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>A frame that has come whole.</summary>
internal readonly record struct Frame(FrameFlags Flags, byte[] Body)
{
    /// <summary>Bytes of the longest header.</summary>
    internal const int MaxHeaderBytes = 9;

    private const int ShortHeaderBytes = 2;

    internal bool IsCommand => (Flags & FrameFlags.Command) != 0;

    internal bool HasMore => (Flags & FrameFlags.More) != 0;

    /// <summary>Writes flags and size, in the short form when the body allows it.</summary>
    /// <returns>Bytes written.</returns>
    internal static int WriteHeader(Span<byte> destination, FrameFlags flags, int bodyLength)
    {
        if (bodyLength <= byte.MaxValue)
        {
            destination[0] = (byte)flags;
            destination[1] = (byte)bodyLength;
            return ShortHeaderBytes;
        }

        destination[0] = (byte)(flags | FrameFlags.Long);
        BinaryPrimitives.WriteUInt64BigEndian(destination[1..], (ulong)bodyLength);
        return MaxHeaderBytes;
    }

    /// <summary>Reads flags and size, if they have come whole.</summary>
    /// <returns>Bytes read; 0 when more are needed.</returns>
    /// <exception cref="ZmtpException">No frame begins like this.</exception>
    internal static int ReadHeader(ReadOnlySpan<byte> bytes, out FrameFlags flags, out long bodyLength)
    {
        (flags, bodyLength) = (FrameFlags.None, 0);
        if (bytes.IsEmpty)
        {
            return 0;
        }

        flags = (FrameFlags)bytes[0];
        if ((flags & ~FrameFlags.All) != 0)
        {
            throw new ZmtpException("a frame has reserved flags");
        }

        if ((flags & (FrameFlags.Command | FrameFlags.More)) == (FrameFlags.Command | FrameFlags.More))
        {
            throw new ZmtpException("a command has more than one frame");
        }

        var isLong = (flags & FrameFlags.Long) != 0;
        var length = isLong ? MaxHeaderBytes : ShortHeaderBytes;
        if (bytes.Length < length)
        {
            return 0;
        }

        bodyLength = isLong ? BinaryPrimitives.ReadInt64BigEndian(bytes[1..]) : bytes[1];
        return bodyLength >= 0 ? length : throw new ZmtpException("a frame declares a size beyond 2^63-1 bytes");
    }
}
