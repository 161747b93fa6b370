namespace AgentNotebook.Sessions.Sqlite;

/// <summary>
/// Makes room in the write-ahead log before it is needed. A commit that makes its file longer has to wait for the file system's own
/// journal as well as for its bytes; one that goes to blocks that are there already waits for its bytes alone (fdatasync(2), notes).
/// </summary>
/// <remarks>
/// The room is zeros after the log's end. SQLite ends a log at the first frame whose checksum is wrong, so zeros are no frames, as what
/// is left of an earlier log is none (SQLite, "WAL-mode File Format", section 4.2). They are written only while this connection holds
/// the write lock, under which nobody else lengthens or shortens the log, and only after the end of the file. When SQLite has copied
/// the log into the store it begins it anew from the front, so that one room is used over and over; closing the store removes it.
/// All of it is only for speed: where it cannot be had, appends go on without.
/// </remarks>
/// <param name="log">The log's file.</param>
internal sealed class SqliteLogRoom(string log)
{
    /// <summary>Header of a log; a shorter one has no frames yet.</summary>
    private const int HeaderBytes = 32;

    private const int FirstStep = 64 << 10;

    /// <summary>As much as SQLite lets a log grow before it begins anew: 1000 frames of a page of 4096 bytes and its header, and the last commit.</summary>
    private const int Enough = 4400 << 10;

    /// <summary>The disk must have this many times the room free, or it is left to what has to be written.</summary>
    private const int FreeTimes = 64;

    private static readonly byte[] Zeros = new byte[64 << 10];

    private long _length;
    private int _step = FirstStep;
    private bool _off;

    /// <summary>To be called with the write lock held and before anything is written.</summary>
    public void Provide()
    {
        if (_off)
            return;
        try
        {
            Lengthen();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _off = true;
        }
    }

    private void Lengthen()
    {
        var file = new FileInfo(log);
        var length = file.Exists ? file.Length : 0;
        // As long as it was made: no commit has come to the end of the room yet.
        if (length < HeaderBytes || length == _length)
            return;
        _length = length;
        if (length >= Enough)
            return;
        var room = (int)Math.Min(_step, Enough - length);
        _off = new DriveInfo(file.DirectoryName!).AvailableFreeSpace < (long)room * FreeTimes;
        if (_off)
            return;
        // Locks of this process on the store are not touched: SQLite holds none on the log (closing a file gives up all that its process has on it).
        using var handle = File.OpenHandle(log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        for (var written = 0; written < room; written += Zeros.Length)
            RandomAccess.Write(handle, Zeros.AsSpan(0, Math.Min(Zeros.Length, room - written)), length + written);
        _length = length + room;
        _step *= 2;
    }
}
