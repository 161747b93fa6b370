using AgentNotebook.Files;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>
/// Puts a log that a dead writer left on the disk for certain. It may hold bytes that can be read and are not there: after a sync that
/// failed Linux counts them as written, and the next sync succeeds without them (fsync(2), notes; Rebello et al., "Can Applications
/// Recover from fsync Failures?", USENIX ATC 2020). What is put behind such bytes, or copied from them into the store, is lost or torn
/// with them when the power fails. Written once more they are like any others.
/// </summary>
internal static class SqliteLogRewrite
{
    private const int ChunkBytes = 256 << 10;

    /// <summary>To be called with the write lock held, under which nobody else changes the log.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Rewrite(string log)
    {
        // Closing a file gives up the locks that this process has on it; SQLite has none on the log.
        using var file = File.OpenHandle(log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var chunk = new byte[ChunkBytes];
        var at = 0L;
        for (int read; (read = RandomAccess.Read(file, chunk, at)) > 0; at += read)
        {
            // Room made beforehand: zeros that nobody counts on.
            if (chunk.AsSpan(0, read).ContainsAnyExcept((byte)0))
                RandomAccess.Write(file, chunk.AsSpan(0, read), at);
        }

        FileSync.Flush(file);
    }
}
