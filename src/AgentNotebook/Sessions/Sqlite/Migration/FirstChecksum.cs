using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AgentNotebook.Sessions.Sqlite.Migration;

/// <summary>
/// The checksum of files of version 1: SHA-256 over the checksum before (32 bytes), sequence and time (8 bytes each), then run, kind,
/// version (4 bytes) and payload, each text as its length in UTF-8 bytes (4 bytes) and the bytes; all numbers big-endian.
/// What stands before entry 1 is the same in both versions.
/// </summary>
internal static class FirstChecksum
{
    public static byte[] Of(byte[] previous, JournalEntry entry, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (ReadOnlySpan<long>)[entry.Sequence, EntryTime.ToMicroseconds(entry.Time)])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            hash.AppendData(number);
        }

        Add(hash, Encoding.UTF8.GetBytes(entry.Run));
        Add(hash, Encoding.UTF8.GetBytes(entry.Kind));
        BinaryPrimitives.WriteInt32BigEndian(number, entry.Version);
        hash.AppendData(number[..4]);
        Add(hash, payload);
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> text)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        hash.AppendData(length);
        hash.AppendData(text);
    }
}
