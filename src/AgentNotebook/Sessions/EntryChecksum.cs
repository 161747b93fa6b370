using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AgentNotebook.Sessions;

/// <summary>
/// What ties a session's entries together and proves each of them, version 2. A checksum has two parts: the chain covers the one
/// before it, so a changed, missing or reordered entry is found; the proof covers the entry alone, so that one which stands after a
/// gap can still be told to be intact. The first chain covers the session's name and birth: an entry moved to another session is found too.
/// </summary>
/// <remarks>
/// 48 bytes: the chain, SHA-256 over the chain before (32 bytes) and the content's SHA-256 (32 bytes); then the first 16 bytes of the
/// content's SHA-256. The content is sequence and time (8 bytes each), then run, kind, version (4 bytes) and payload, each text as its length
/// in UTF-8 bytes (4 bytes) and the bytes; all numbers big-endian. The lengths keep two entries from having the same frame.
/// </remarks>
internal static class EntryChecksum
{
    public const int Bytes = ChainBytes + ProofBytes;
    public const int ChainBytes = SHA256.HashSizeInBytes;
    private const int ProofBytes = 16;

    /// <summary>What stands before entry 1, a chain without a proof: SHA-256 over the time of the session's creation (8 bytes) and its name.</summary>
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

    /// <summary>The checksum of an entry that stands after another.</summary>
    /// <param name="previous">Checksum of the entry before; <see cref="First"/> for entry 1.</param>
    /// <param name="entry">All but its payload.</param>
    /// <param name="payload">The payload as UTF-8.</param>
    public static byte[] Of(ReadOnlySpan<byte> previous, JournalEntry entry, ReadOnlySpan<byte> payload)
    {
        Span<byte> linked = stackalloc byte[ChainBytes + SHA256.HashSizeInBytes];
        // One that is too short is damaged, and no entry matches it.
        previous[..Math.Min(previous.Length, ChainBytes)].CopyTo(linked);
        HashContent(entry, payload, linked[ChainBytes..]);
        var checksum = new byte[Bytes];
        SHA256.HashData(linked, checksum);
        linked.Slice(ChainBytes, ProofBytes).CopyTo(checksum.AsSpan(ChainBytes));
        return checksum;
    }

    /// <summary>Whether an entry is what was written, going by its own checksum alone. Says nothing of the entries before it.</summary>
    public static bool Proves(ReadOnlySpan<byte> checksum, JournalEntry entry)
    {
        Span<byte> content = stackalloc byte[SHA256.HashSizeInBytes];
        HashContent(entry, Encoding.UTF8.GetBytes(entry.Payload), content);
        return checksum.Length == Bytes && checksum[ChainBytes..].SequenceEqual(content[..ProofBytes]);
    }

    /// <summary>The SHA-256 of an entry's content, of which the proof is the beginning and on which the chain builds.</summary>
    public static byte[] Content(JournalEntry entry)
    {
        var content = new byte[SHA256.HashSizeInBytes];
        HashContent(entry, Encoding.UTF8.GetBytes(entry.Payload), content);
        return content;
    }

    private static void HashContent(JournalEntry entry, ReadOnlySpan<byte> payload, Span<byte> into)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, entry.Sequence);
        Add(hash, EntryTime.ToMicroseconds(entry.Time));
        Add(hash, Encoding.UTF8.GetBytes(entry.Run));
        Add(hash, Encoding.UTF8.GetBytes(entry.Kind));
        Add(hash, entry.Version);
        Add(hash, payload);
        hash.GetHashAndReset(into);
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
