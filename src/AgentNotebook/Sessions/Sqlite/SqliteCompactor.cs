namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Gives back what deleted sessions leave behind.</summary>
internal static class SqliteCompactor
{
    /// <summary>
    /// SQLite writes the whole content anew, in one transaction of its write-ahead log; copying that over the file and cutting the
    /// log off is what makes them shorter (SQLite, "VACUUM" and "PRAGMA wal_checkpoint").
    /// </summary>
    public static CompactionReport Compact(SqliteFile file)
    {
        const string Action = "compact the store";
        return file.Alone(Action, () =>
        {
            var before = Size(file.Path);
            file.Step("VACUUM");
            using (var checkpoint = file.Command("PRAGMA wal_checkpoint(TRUNCATE)"))
            using (var answer = checkpoint.ExecuteReader())
            {
                // A reader of the former content keeps the log alive. All is safe, and the space comes back with a later compaction.
                if (answer.Read() && answer.GetInt32(0) != 0)
                    throw new SessionStoreException(SessionStoreFault.Busy, $"Cannot {Action} in {file.Path}: another process reads it. Wait for it, end it, or raise the busy timeout; nothing is lost.");
            }

            return new CompactionReport(before, Size(file.Path));
        });
    }

    private static long Size(string path) =>
        new[] { path, path + "-wal" }.Select(name => new FileInfo(name)).Sum(info => info.Exists ? info.Length : 0);
}
