using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>
/// A write-ahead log, read without SQLite ("Database File Format", section 4). SQLite takes a log up to its first damaged frame and
/// silently forgets the rest, with all that was acknowledged in it. A frame's checksum goes on from the one before as that stands in the
/// file, so frames behind a damaged one can still be proved.
/// </summary>
internal sealed class WalLog
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    private readonly List<WalFrame> _frames;
    private readonly int _seen;
    private readonly int _committed;

    private WalLog(List<WalFrame> frames, int seen, int committed)
    {
        _frames = frames;
        _seen = seen;
        _committed = committed;
    }

    /// <summary>Whether transactions that were committed stand behind a damaged place, where SQLite does not see them.</summary>
    public bool IsDamaged => _committed > _seen;

    /// <summary>Whether a transaction was written to its end behind all others and is not whole: a process or the power died while it was, or it was damaged later.</summary>
    public bool EndsTorn => _frames.Skip(_committed).TakeWhile(frame => frame.IsOfThisLog).Any(frame => frame.IsCommit && !frame.IsSound);

    /// <summary>Where the damage is that SQLite stops at; null without any.</summary>
    public string? Damage => !IsDamaged ? null
        : $"its log is damaged {(_seen == 0 && !_frames[0].IsSound ? "at its beginning" : $"in frame {_frames.FindIndex(frame => !(frame.IsSound && frame.IsOfThisLog)) + 1} of {_committed}")}: what was written after that is not read any more";

    /// <summary>The page size that the log's header proves by its checksum; 0 when there is no sound header.</summary>
    public static int PageSize(SafeFileHandle? log)
    {
        var header = new byte[HeaderBytes];
        return log is not null && RawFile.Read(log, 0, header) == HeaderBytes && IsSound(header) ? BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8)) : 0;
    }

    public static WalLog Read(SafeFileHandle? log, int pageSize)
    {
        var frames = new List<WalFrame>();
        if (log is null)
            return new WalLog(frames, 0, 0);
        var header = new byte[HeaderBytes];
        var isSound = RawFile.Read(log, 0, header) == HeaderBytes && IsSound(header);
        var salt = isSound ? header.AsSpan(16, 8).ToArray() : null;
        var before = isSound ? (BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(24)), BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(28))) : (0u, 0u);
        var frame = new byte[FrameHeaderBytes + pageSize];
        var (prefix, seen, committed) = (isSound, 0, 0);
        for (long at = HeaderBytes; RawFile.Read(log, at, frame) == frame.Length; at += frame.Length)
        {
            salt ??= frame.AsSpan(8, 8).ToArray();
            var stored = (BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(20)));
            var next = new WalFrame(
                BinaryPrimitives.ReadUInt32BigEndian(frame),
                at + FrameHeaderBytes,
                BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0,
                frame.AsSpan(8, 8).SequenceEqual(salt),
                Continues(before, frame, false) == stored || Continues(before, frame, true) == stored);
            frames.Add(next);
            prefix &= next.IsOfThisLog && next.IsSound;
            if (next.IsCommit && next.IsOfThisLog && next.IsSound)
                (seen, committed) = (prefix ? frames.Count : seen, frames.Count);
            before = stored;
        }

        return new WalLog(frames, seen, committed);
    }

    /// <summary>The newest version of each page that SQLite sees in the log.</summary>
    public Dictionary<uint, long> Seen() => Newest(_seen);

    /// <summary>The newest version of each page that a committed transaction wrote, behind a damaged place too.</summary>
    public Dictionary<uint, long> Committed() => Newest(_committed);

    /// <summary>Every frame, as far as anything can be said of it.</summary>
    public IEnumerable<PageVersion> Versions() => _frames.Select((frame, index) =>
        new PageVersion(frame.Page, true, frame.Offset, index < _committed ? Standing.Committed : Standing.Doubtful));

    private Dictionary<uint, long> Newest(int frames)
    {
        var pages = new Dictionary<uint, long>();
        foreach (var frame in _frames.Take(frames))
            pages[frame.Page] = frame.Offset;
        return pages;
    }

    private static bool IsSound(ReadOnlySpan<byte> header)
    {
        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        var stored = (BinaryPrimitives.ReadUInt32BigEndian(header[24..]), BinaryPrimitives.ReadUInt32BigEndian(header[28..]));
        return magic is 0x377F0682 or 0x377F0683 && Sum((0, 0), header[..24], magic == 0x377F0683) == stored && PageSizes.IsOne(BinaryPrimitives.ReadInt32BigEndian(header[8..]));
    }

    private static (uint, uint) Continues((uint, uint) before, ReadOnlySpan<byte> frame, bool isBigEndian) =>
        Sum(Sum(before, frame[..8], isBigEndian), frame[FrameHeaderBytes..], isBigEndian);

    // Section 4.2.
    private static (uint, uint) Sum((uint A, uint B) sum, ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        var (a, b) = sum;
        for (var i = 0; i + 8 <= bytes.Length; i += 8)
        {
            a += Word(bytes[i..]) + b;
            b += Word(bytes[(i + 4)..]) + a;
        }

        return (a, b);

        uint Word(ReadOnlySpan<byte> at) => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
    }
}
