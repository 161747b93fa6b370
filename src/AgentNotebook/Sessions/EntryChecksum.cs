using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AgentNotebook.Sessions;

/// <summary>
/// The chain that ties a session's entries together. Each checksum covers the one before it, so a changed, missing or
/// reordered entry is found, and the first covers the session's name and birth, so an entry moved to another session is found too.
/// </summary>
/// <remarks>
/// SHA-256 over: previous checksum (32 bytes), sequence and time (8 bytes each), then run, kind, version and payload, each text as
/// its length in UTF-8 bytes (4 bytes) and the bytes; all numbers big-endian. The lengths keep two entries from having the same frame.
/// </remarks>
internal static class EntryChecksum
{
    /// <summary>What stands before entry 1: SHA-256 over the time of the session's creation (8 bytes) and its name.</summary>
    /// <param name="session">The session's name.</param>
    /// <param name="created">Microseconds since 1970.</param>
    public static byte[] First(string session, long created)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, created);
        hash.AppendData(Encoding.UTF8.GetBytes(session));
        return hash.GetHashAndReset();
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{byte}, JournalEntry, ReadOnlySpan{byte})"/>
    public static byte[] Of(ReadOnlySpan<byte> previous, JournalEntry entry) => Of(previous, entry, Encoding.UTF8.GetBytes(entry.Payload));

    /// <param name="previous">The entry before; <see cref="First"/> for entry 1.</param>
    /// <param name="entry">All but its payload.</param>
    /// <param name="payload">The payload as UTF-8.</param>
    public static byte[] Of(ReadOnlySpan<byte> previous, JournalEntry entry, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Add(hash, entry.Sequence);
        Add(hash, EntryTime.ToMicroseconds(entry.Time));
        Add(hash, Encoding.UTF8.GetBytes(entry.Run));
        Add(hash, Encoding.UTF8.GetBytes(entry.Kind));
        Add(hash, entry.Version);
        Add(hash, payload);
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> text)
    {
        Add(hash, text.Length);
        hash.AppendData(text);
    }

    private static void Add(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
