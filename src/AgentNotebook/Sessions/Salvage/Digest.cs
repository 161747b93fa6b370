using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>A SHA-256, small enough to hold one for every entry of a large store.</summary>
internal readonly record struct Digest(UInt128 High, UInt128 Low)
{
    public static Digest Of(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>The chain of an entry (<see cref="EntryChecksum"/>): over the one before it and the entry's content.</summary>
    public static Digest Chain(Digest before, Digest content)
    {
        Span<byte> bytes = stackalloc byte[64];
        before.Write(bytes);
        content.Write(bytes[32..]);
        SHA256.HashData(bytes, bytes);
        return Of(bytes);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[32];
        Write(bytes);
        return bytes;
    }

    private void Write(Span<byte> into)
    {
        BinaryPrimitives.WriteUInt128BigEndian(into, High);
        BinaryPrimitives.WriteUInt128BigEndian(into[16..], Low);
    }
}
