using System.Buffers.Binary;
using System.Text;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>What a peer says about itself in READY (RFC 37, "Connection Metadata"): of its properties the two that matter here.</summary>
internal readonly record struct PeerMetadata(ReadOnlyMemory<byte> SocketType, ReadOnlyMemory<byte> Identity)
{
    private const int SizeBytes = 4;
    private const int MaxIdentityBytes = 255;

    /// <summary>Reads the data of a READY command. Unknown properties are passed over.</summary>
    /// <exception cref="ZmtpException">A property is malformed.</exception>
    internal static PeerMetadata Read(ReadOnlyMemory<byte> data)
    {
        ReadOnlyMemory<byte> type = default, identity = default;
        while (!data.IsEmpty)
        {
            var span = data.Span;
            var valueAt = 1 + span[0] + SizeBytes;
            if (span[0] == 0 || valueAt > span.Length)
            {
                throw new ZmtpException("a property of READY has no name or no value");
            }

            var name = span.Slice(1, span[0]);
            var size = BinaryPrimitives.ReadUInt32BigEndian(span[(1 + span[0])..]);
            if (size > span.Length - valueAt)
            {
                throw new ZmtpException("a property of READY is cut off");
            }

            var value = data.Slice(valueAt, (int)size);
            if (Ascii.EqualsIgnoreCase(name, "Socket-Type"u8))
            {
                type = value;
            }
            else if (Ascii.EqualsIgnoreCase(name, "Identity"u8))
            {
                identity = value;
            }

            data = data[(valueAt + (int)size)..];
        }

        return new PeerMetadata(type, CheckIdentity(identity));
    }

    private static ReadOnlyMemory<byte> CheckIdentity(ReadOnlyMemory<byte> identity)
    {
        if (identity.Length > MaxIdentityBytes)
        {
            throw new ZmtpException($"the Identity has more than {MaxIdentityBytes} bytes");
        }

        return identity.IsEmpty || identity.Span[0] != 0
            ? identity
            : throw new ZmtpException("the Identity begins with a zero, which is kept for identities that the socket gives out");
    }
}
