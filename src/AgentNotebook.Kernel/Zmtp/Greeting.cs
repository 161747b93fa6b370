namespace AgentNotebook.Kernel.Zmtp;

/// <summary>The 64 bytes that open a connection (RFC 37, "Formal Grammar" and "Version Negotiation").</summary>
internal static class Greeting
{
    /// <summary>Bytes of a greeting.</summary>
    internal const int Length = 64;

    private const int VersionAt = 10;
    private const int MechanismAt = 12;
    private const int MechanismLength = 20;
    private const byte Major = 3;
    private const byte Minor = 1;

    /// <summary>Ours: version 3.1, mechanism NULL, and all else zero.</summary>
    internal static byte[] Create()
    {
        var greeting = new byte[Length];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[VersionAt] = Major;
        greeting[VersionAt + 1] = Minor;
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismAt));
        return greeting;
    }

    /// <summary>Checks as much of a peer's greeting as has come, so that a stranger to the protocol is known by its first byte.</summary>
    /// <returns>Whether the whole greeting is there.</returns>
    /// <exception cref="ZmtpException">This is no greeting, or one of an older version or another mechanism.</exception>
    internal static bool Check(ReadOnlySpan<byte> bytes)
    {
        // The padding between the two bytes of the signature is not significant.
        if (bytes.Length > 0 && bytes[0] != 0xFF || bytes.Length > 9 && bytes[9] != 0x7F)
        {
            throw new ZmtpException("the peer does not speak ZMTP");
        }

        // Higher versions must be accepted, lower ones may be refused; 3.0 differs only in how it subscribes.
        if (bytes.Length > VersionAt && bytes[VersionAt] < Major)
        {
            throw new ZmtpException("the peer speaks a version of ZMTP older than 3.0");
        }

        if (bytes.Length < Length)
        {
            return false;
        }

        var mechanism = bytes.Slice(MechanismAt, MechanismLength);
        if (!mechanism.StartsWith("NULL"u8) || mechanism[4..].ContainsAnyExcept((byte)0))
        {
            throw new ZmtpException("the peer asks for another security mechanism than NULL");
        }

        return true;
    }

    /// <summary>Whether a checked greeting is of version 3.1 or higher, which has PING and PONG.</summary>
    internal static bool HasHeartbeats(ReadOnlySpan<byte> greeting) => greeting[VersionAt] > Major || greeting[VersionAt + 1] >= Minor;
}
