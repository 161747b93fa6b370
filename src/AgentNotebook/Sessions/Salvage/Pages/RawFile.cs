using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace AgentNotebook.Sessions.Salvage.Pages;

/// <summary>A store's file and the log beside it, as bytes. Nothing here writes, locks or makes a file.</summary>
internal sealed class RawFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly SafeFileHandle? _log;
    private readonly Dictionary<uint, long> _seen;
    private readonly Dictionary<uint, long> _committed;
    private readonly (long, long, DateTime, DateTime) _before;

    private RawFile(string path)
    {
        Path = path;
        _before = State();
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            _log = File.Exists(path + "-wal") ? File.OpenHandle(path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
            PageSize = PageSizes.Find(_file, _log);
            Log = WalLog.Read(_log, PageSize);
            (_seen, _committed) = (Log.Seen(), Log.Committed());
            Bytes = RandomAccess.GetLength(_file);
            LogBytes = _log is null ? 0 : RandomAccess.GetLength(_log);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; }

    public int PageSize { get; }

    public WalLog Log { get; }

    public long Bytes { get; }

    public long LogBytes { get; }

    /// <summary>Whether someone has written to the file or its log since they were opened here.</summary>
    public bool HasChanged => State() != _before;

    /// <exception cref="SessionStoreException">It is not there or cannot be read.</exception>
    public static RawFile Open(string path)
    {
        try
        {
            return new RawFile(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no file {path}. Check the name.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SessionStoreException(SessionStoreFault.ReadOnly, $"{path} cannot be read: {e.Message} Name a file, or change its permissions.", e);
        }
        catch (IOException e)
        {
            throw new SessionStoreException(SessionStoreFault.DiskFailure, $"{path} cannot be read: {e.Message} Check the disk.", e);
        }
    }

    /// <summary>Every page of the file and every frame of the log. Pages that the log has a newer version of are not current.</summary>
    public IEnumerable<PageVersion> Versions()
    {
        // A last page that is cut off counts: what is missing of it reads as zeros.
        var pages = Math.Min((Bytes + PageSize - 1) / PageSize, uint.MaxValue);
        for (long page = 1; page <= pages; page++)
            yield return new PageVersion((uint)page, false, (page - 1) * PageSize, _seen.ContainsKey((uint)page) ? Standing.Committed : Standing.Current);
        foreach (var version in Log.Versions())
            yield return _seen.TryGetValue(version.Page, out var newest) && newest == version.Offset ? version with { Standing = Standing.Current } : version;
    }

    /// <summary>The version of a page that SQLite would read; null when there is none.</summary>
    public PageVersion? Current(uint page)
    {
        if (page == 0)
            return null;
        if (_seen.TryGetValue(page, out var offset))
            return new PageVersion(page, true, offset, Standing.Current);
        return (page - 1L) * PageSize < Bytes ? new PageVersion(page, false, (page - 1L) * PageSize, Standing.Current) : null;
    }

    /// <summary>The last version of a page that a committed transaction wrote, also behind a damaged place of the log; null when there is none.</summary>
    public PageVersion? Latest(uint page) =>
        _committed.TryGetValue(page, out var offset) ? new PageVersion(page, true, offset, Standing.Committed) : Current(page);

    public byte[]? ReadCurrent(uint page) => Current(page) is { } version ? Read(version) : null;

    public byte[] Read(PageVersion version)
    {
        var page = new byte[PageSize];
        Read(version, page);
        return page;
    }

    public void Read(PageVersion version, byte[] into)
    {
        var length = Read(version.InLog ? _log! : _file, version.Offset, into);
        into.AsSpan(length).Clear();
    }

    /// <summary>Reads as much as there is. A sector that the disk does not give back reads as zeros.</summary>
    public static int Read(SafeFileHandle file, long offset, Span<byte> into)
    {
        const int Sector = 512;
        try
        {
            return ReadAll(file, offset, into);
        }
        catch (IOException)
        {
            into.Clear();
            for (var at = 0; at < into.Length; at += Sector)
            {
                try
                {
                    ReadAll(file, offset + at, into[at..Math.Min(at + Sector, into.Length)]);
                }
                catch (IOException)
                {
                    // Zeros stand for it.
                }
            }

            return into.Length;
        }
    }

    /// <summary>The pages of the list of free ones ("Database File Format", section 1.5), as far as it can be followed.</summary>
    public HashSet<uint> FreePages()
    {
        var free = new HashSet<uint>();
        if (ReadCurrent(1) is not { } first)
            return free;
        var trunk = BinaryPrimitives.ReadUInt32BigEndian(first.AsSpan(32));
        while (trunk > 1 && free.Add(trunk) && ReadCurrent(trunk) is { } page)
        {
            var count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(4)), (uint)(PageSize / 4 - 2));
            for (var i = 0; i < count; i++)
                free.Add(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(8 + 4 * i)));
            trunk = BinaryPrimitives.ReadUInt32BigEndian(page);
        }

        return free;
    }

    public void Dispose()
    {
        _file.Dispose();
        _log?.Dispose();
    }

    private static int ReadAll(SafeFileHandle file, long offset, Span<byte> into)
    {
        var read = 0;
        while (read < into.Length && RandomAccess.Read(file, into[read..], offset + read) is > 0 and var some)
            read += some;
        return read;
    }

    private (long, long, DateTime, DateTime) State()
    {
        var (file, log) = (new FileInfo(Path), new FileInfo(Path + "-wal"));
        return (file.Exists ? file.Length : -1, log.Exists ? log.Length : -1, file.LastWriteTimeUtc, log.LastWriteTimeUtc);
    }
}
