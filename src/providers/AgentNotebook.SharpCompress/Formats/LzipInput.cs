using System.Buffers.Binary;
using System.Globalization;
using AgentNotebook.Archives;
using SharpCompress.Compressors;
using SharpCompress.Compressors.LZMA;

namespace AgentNotebook.SharpCompress.Formats;

/// <summary>What is in an lzip file: one member after the other, sizes and checksums compared.</summary>
/// <remarks>
/// SharpCompress reads one member, by the sizes at the end of the file. So the members are found first, from the last one back, by the size that each
/// one's trailer says. Source: A. Diaz Diaz, "Lzip manual", "File format".
/// </remarks>
internal sealed class LzipInput(Stream archive, Refusal refusal) : DecodingStream
{
    private const int TrailerBytes = 20;
    private const int SmallestMember = 6 + 10 + TrailerBytes;
    private const int SizeBytes = 8;
    private const int MaximumMembers = 100_000;

    private readonly Stack<(long Begin, long Length)> _members = Members(archive, refusal);
    private LZipStream? _member;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (true)
        {
            if (_member is null)
            {
                if (!_members.TryPop(out var next))
                {
                    return 0;
                }

                _member = LZipStream.Create(new PartOfArchive(archive, next.Begin, next.Length), CompressionMode.Decompress, leaveOpen: true);
            }

            if (_member.Read(buffer) is > 0 and var read)
            {
                return read;
            }

            _member.Dispose();
            _member = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Stack<(long, long)> Members(Stream archive, Refusal refusal)
    {
        var members = new Stack<(long, long)>();
        Span<byte> bytes = stackalloc byte[SizeBytes];
        for (var end = archive.Length; end > 0;)
        {
            if (members.Count >= MaximumMembers)
            {
                throw refusal(nameof(ArchiveRule.TooManyEntries), string.Create(CultureInfo.InvariantCulture, $"It has more than {MaximumMembers:N0} members."), "");
            }

            var length = end < SmallestMember ? 0 : ReadAt(archive, end - SizeBytes, bytes);
            var begin = end - length;
            if (length < SmallestMember || begin < 0 || (uint)ReadAt(archive, begin, bytes) != BinaryPrimitives.ReadUInt32LittleEndian("LZIP"u8))
            {
                throw refusal(nameof(ArchiveRule.Truncated), "The archive is cut off, or something comes after its end: no member of lzip ends where it does.", "");
            }

            members.Push((begin, length));
            end = begin;
        }

        return members;
    }

    private static long ReadAt(Stream archive, long position, Span<byte> bytes)
    {
        archive.Position = position;
        archive.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }
}
