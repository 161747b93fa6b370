using System.Text;

namespace AgentNotebook.Kernel.Zmtp;

/// <summary>The names of socket types and which may talk to which (RFC 37, "The Socket-Type Property").</summary>
internal static class SocketTypes
{
    internal static ReadOnlySpan<byte> Name(SocketKind kind) => kind switch
    {
        SocketKind.Router => "ROUTER"u8,
        SocketKind.Publisher => "PUB"u8,
        _ => "REP"u8,
    };

    /// <exception cref="ZmtpException">The two may not talk.</exception>
    internal static void Check(SocketKind kind, ReadOnlySpan<byte> peer)
    {
        var fits = kind switch
        {
            SocketKind.Router => peer.SequenceEqual("DEALER"u8) || peer.SequenceEqual("REQ"u8) || peer.SequenceEqual("ROUTER"u8),
            SocketKind.Publisher => peer.SequenceEqual("SUB"u8) || peer.SequenceEqual("XSUB"u8),
            _ => peer.SequenceEqual("REQ"u8) || peer.SequenceEqual("DEALER"u8),
        };
        if (!fits)
        {
            throw new ZmtpException(peer.IsEmpty
                ? "no Socket-Type was given"
                : $"this socket is {Encoding.ASCII.GetString(Name(kind))} and does not talk to the Socket-Type given");
        }
    }
}
