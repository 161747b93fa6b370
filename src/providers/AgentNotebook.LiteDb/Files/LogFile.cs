using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.LiteDb.Files;

/// <summary>
/// The log of pages not yet in the data file, in the file <c>NAME-wal</c>: each page under a checksum that also covers the one before.
/// </summary>
/// <remarks>
/// LiteDB's own log has no checksums. After the power fails, a transaction that was never acknowledged may stand there in part, its
/// last page among them, and LiteDB would replay that part. Here the log ends before the first page that is not whole, so that a
/// transaction is there altogether or not at all, with one flush a commit.
/// Layout: a header of 32 bytes (magic 8, version 4, reserved 4, salt 16), then records of 16 bytes checksum and 8192 bytes page.
/// A record's checksum is the first 16 bytes of SHA-256 over the salt, the checksum before it (the salt again for the first) and the
/// page. An emptied log gets a new salt and is written over, which spares the file system the work of a file that grows.
/// </remarks>
internal sealed class LogFile : IDisposable
{
    public const int PageBytes = 8192;
    private const int HeaderBytes = 32;
    private const int SumBytes = 16;
    private const int RecordBytes = SumBytes + PageBytes;
    private const int Version = 1;

    /// <summary>Where LiteDB marks a transaction's last page (5.0.21, Engine/Pages/BasePage).</summary>
    private const int ConfirmedAt = 18;

    /// <summary>Records held back until the commit; more are written on the way.</summary>
    private const int RecordsBuffered = 512;

    private static readonly byte[] Magic = "AgentNbL"u8.ToArray();

    private readonly SafeFileHandle? _file;
    private readonly MemoryStream _pending = new();
    private readonly List<byte[]> _sums = [];
    private byte[] _salt = new byte[SumBytes];
    private bool _headerIsWritten;
    private int _written;
    private bool _disposed;

    private LogFile(string path, SafeFileHandle? file) => (Path, _file) = (path, file);

    public string Path { get; }

    /// <summary>Whole pages in the log, those still to be written among them.</summary>
    public int Pages => _sums.Count;

    /// <summary>Whether acknowledged transactions stand behind a damaged page, where they cannot be replayed any more.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Opens the log and finds its end. A file that is missing is an empty log; it is made when <paramref name="write"/> is set.</summary>
    public static LogFile Open(string path, bool write)
    {
        if (!write && !File.Exists(path))
            return new LogFile(path, null);
        // Shared, because copying a store that is in use must not stop it.
        var file = File.OpenHandle(path, write ? FileMode.OpenOrCreate : FileMode.Open, write ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var log = new LogFile(path, file);
        try
        {
            log.FindEnd();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    public void Read(int page, Span<byte> buffer)
    {
        if (page >= _sums.Count)
            throw new EndOfStreamException($"Page {page} is behind the end of {Path}.");
        if (page >= _written)
        {
            _pending.GetBuffer().AsSpan((page - _written) * RecordBytes + SumBytes, buffer.Length).CopyTo(buffer);
            return;
        }

        ReadWhole(HeaderBytes + (long)page * RecordBytes + SumBytes, buffer);
    }

    public void Append(ReadOnlySpan<byte> page)
    {
        var sum = Sum(_salt, _sums.Count == 0 ? _salt : _sums[^1], page);
        _pending.Write(sum);
        _pending.Write(page);
        _sums.Add(sum);
        if (_sums.Count - _written >= RecordsBuffered)
            WritePending();
    }

    /// <summary>Returns when every page is on the disk.</summary>
    public void Sync()
    {
        WritePending();
        DiskSync.Flush(Handle);
    }

    /// <summary>Writes every page once more, and returns when all are on the disk.</summary>
    /// <remarks>
    /// A writer that died may have left bytes that can be read and are not on the disk: after a sync that failed Linux counts them as
    /// written, and the next one succeeds without them (fsync(2), notes).
    /// </remarks>
    public void Rewrite()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        ReadWhole(0, header);
        RandomAccess.Write(Handle, header, 0);
        var record = new byte[RecordBytes];
        for (var page = 0; page < _written; page++)
        {
            var position = HeaderBytes + (long)page * RecordBytes;
            ReadWhole(position, record);
            RandomAccess.Write(Handle, record, position);
        }

        DiskSync.Flush(Handle);
    }

    /// <summary>Takes back every page after the first <paramref name="pages"/>; they are gone from the disk when this returns, and still to be taken back when it throws.</summary>
    public void CutTo(int pages)
    {
        var written = Math.Min(_written, pages);
        RandomAccess.SetLength(Handle, _headerIsWritten ? HeaderBytes + (long)written * RecordBytes : 0);
        DiskSync.Flush(Handle);
        _pending.SetLength(0);
        _sums.RemoveRange(pages, _sums.Count - pages);
        _written = written;
    }

    /// <summary>Begins anew. The pages must be in the data file, and that on the disk.</summary>
    /// <remarks>
    /// The old pages are gone from the disk before anything is written over them: when the power fails amid the next append, its later
    /// pages may be there and its first ones not. The old ones before them would then count again, and be replayed over what is newer.
    /// </remarks>
    public void Empty()
    {
        RandomAccess.SetLength(Handle, 0);
        _pending.SetLength(0);
        _sums.Clear();
        _written = 0;
        _salt = RandomNumberGenerator.GetBytes(SumBytes);
        _headerIsWritten = false;
        DiskSync.Flush(Handle);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _file?.Dispose();
        _pending.Dispose();
    }

    private SafeFileHandle Handle => _file ?? throw new InvalidOperationException($"{Path} is not there to be written.");

    private void FindEnd()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        var length = RandomAccess.GetLength(Handle);
        if (length >= HeaderBytes)
            ReadWhole(0, header);
        if (!header.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(header[8..]) != Version)
        {
            // The header and the first records are put on the disk together, so without the one nothing of the other was acknowledged.
            if (header.StartsWith(Magic) && BinaryPrimitives.ReadInt32LittleEndian(header[8..]) > Version)
                throw new InvalidDataException($"{Path} was written by a newer version");
            _salt = RandomNumberGenerator.GetBytes(SumBytes);
            return;
        }

        _salt = header[16..].ToArray();
        _headerIsWritten = true;
        var record = new byte[RecordBytes];
        while (HeaderBytes + (long)(_sums.Count + 1) * RecordBytes <= length)
        {
            ReadWhole(HeaderBytes + (long)_sums.Count * RecordBytes, record);
            var sum = Sum(_salt, _sums.Count == 0 ? _salt : _sums[^1], record.AsSpan(SumBytes));
            if (!sum.AsSpan().SequenceEqual(record.AsSpan(0, SumBytes)))
                break;
            _sums.Add(sum);
        }

        _written = _sums.Count;
        IsDamaged = HoldsMoreBehind(length);
    }

    private void WritePending()
    {
        if (!_headerIsWritten)
        {
            Span<byte> header = stackalloc byte[HeaderBytes];
            header.Clear();
            Magic.CopyTo(header);
            BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
            _salt.CopyTo(header[16..]);
            RandomAccess.Write(Handle, header, 0);
            _headerIsWritten = true;
        }

        if (_pending.Length > 0)
            RandomAccess.Write(Handle, _pending.GetBuffer().AsSpan(0, (int)_pending.Length), HeaderBytes + (long)_written * RecordBytes);
        _written = _sums.Count;
        _pending.SetLength(0);
    }

    private void ReadWhole(long position, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(Handle, buffer, position);
            if (read == 0)
                throw new EndOfStreamException($"{Path} ends at byte {position}.");
            buffer = buffer[read..];
            position += read;
        }
    }

    /// <summary>
    /// Whether what follows the end is more than the one transaction that a power cut may tear: it ends with a page that is marked as
    /// its last, and a page behind that was written only when it had been acknowledged.
    /// </summary>
    private bool HoldsMoreBehind(long length)
    {
        var record = new byte[RecordBytes];
        var before = new byte[SumBytes];
        var hasEnded = false;
        for (var number = _sums.Count; HeaderBytes + (long)(number + 1) * RecordBytes <= length; number++)
        {
            ReadWhole(HeaderBytes + (long)number * RecordBytes, record);
            if (Sum(_salt, before, record.AsSpan(SumBytes)).AsSpan().SequenceEqual(record.AsSpan(0, SumBytes)))
            {
                if (hasEnded)
                    return true;
                hasEnded = record[SumBytes + ConfirmedAt] != 0;
            }

            record.AsSpan(0, SumBytes).CopyTo(before);
        }

        return false;
    }

    private static byte[] Sum(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> before, ReadOnlySpan<byte> page)
    {
        Span<byte> hash = stackalloc byte[32];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(salt);
        sha.AppendData(before);
        sha.AppendData(page);
        sha.GetHashAndReset(hash);
        return hash[..SumBytes].ToArray();
    }
}
