using AgentNotebook.Files;
using AgentNotebook.Sessions.Sqlite.Migration;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Opens a store file for writing or for reading, makes one where there is none, and changes nothing that it then refuses.</summary>
internal static class SqliteFileOpener
{
    public static SqliteFile OpenForWriting(string path, SessionStoreOptions options)
    {
        var isNew = !SqliteFileHeader.IsStore(path);
        // Every check on an existing file goes through a connection that cannot write, not even a checkpoint when it closes.
        if (!isNew)
            OpenAsItIs(path, options).Dispose();
        var folder = Path.GetDirectoryName(path)!;
        var action = isNew ? "create the store" : "open the store";
        StoreFolder.Make(folder);
        return Guarded(path, action, () =>
        {
            var connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWriteCreate, options.BusyTimeout);
            try
            {
                // SQLite falls back to reading when a file cannot be written, and says so only here.
                if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
                    throw new SessionStoreException(SessionStoreFault.ReadOnly, $"Cannot open the store in {path}: the file cannot be written. Change its permissions, open it for reading only, or name another file.");
                Migrate(connection, path, options);
                // Kept in the file, so this writes only once. The steps above come before it, in SQLite's older mode, because that
                // leaves what tells our file from another's in the file itself and not in the -wal file beside it.
                SqliteFile.Execute(connection, "PRAGMA journal_mode = WAL");
                MakeLogSafe(connection, path, folder);
                return new SqliteFile(path, connection, isReadOnly: false);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    public static SqliteFile OpenForReading(string path, SessionStoreOptions options) => Guarded(path, "open the store", () =>
    {
        var connection = OpenAsItIs(path, options);
        try
        {
            if (CheckVersion(connection, path) is var version && version < SqliteSchema.Version)
            {
                using var older = connection;
                connection = MigratedCopy(older, path, version, options.BusyTimeout);
            }

            return new SqliteFile(path, connection, isReadOnly: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    private static SqliteConnection OpenAsItIs(string path, SessionStoreOptions options)
    {
        if (!SqliteFileHeader.IsStore(path))
            throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no session store at {path}{(File.Exists(path) ? " yet: the file is empty" : "")}. Check the name, or open it for writing to make one.");
        return Guarded(path, "open the store", () =>
        {
            try
            {
                return Try(path);
            }
            catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && !HasContent(path + "-wal"))
            {
                // Reading needs a -shm file beside the store, which a folder that cannot be written has no place for. Nobody else can
                // write there either, and nothing waits in a -wal file, so the file is read as one that never changes.
                return Try("file:" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)) + "?immutable=1");
            }
        });

        SqliteConnection Try(string dataSource)
        {
            var connection = SqliteFile.Connect(dataSource, SqliteOpenMode.ReadOnly, options.BusyTimeout);
            try
            {
                CheckVersion(connection, path);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
    }

    private static void Migrate(SqliteConnection connection, string path, SessionStoreOptions options)
    {
        if (CheckVersion(connection, path) == SqliteSchema.Version)
            return;
        SqliteFile.Execute(connection, "BEGIN EXCLUSIVE");
        // Read again: another process may have been first.
        var version = CheckVersion(connection, path);
        if (version == 0)
        {
            if (SqliteFile.Number(connection, "SELECT count(*) FROM sqlite_schema") != 0)
                throw new SessionStoreException(SessionStoreFault.NotAStore, $"{path} became a file of another application while it was being opened. Name another file.");
            SqliteFile.Execute(connection, $"PRAGMA application_id = {SqliteFileHeader.ApplicationId}");
        }
        else if (version < SqliteSchema.Version)
        {
            SqliteLease.CheckNobodyWrites(connection, path, options);
        }

        if (version < SqliteSchema.Version)
            SqliteSchema.Migrate(connection, path, version, DamageHandling.Refuse);
        SqliteFile.Execute(connection, "COMMIT");
    }

    /// <summary>A file of an older version is read as a copy in the newest one; the file itself stays what it is.</summary>
    private static SqliteConnection MigratedCopy(SqliteConnection connection, string path, int version, TimeSpan busyTimeout)
    {
        // No name: SQLite keeps it in memory while it is small, else in a temporary file that goes with the connection.
        var copy = SqliteFile.Connect("", SqliteOpenMode.ReadWriteCreate, busyTimeout);
        try
        {
            connection.BackupDatabase(copy);
            SqliteFile.Execute(copy, "BEGIN");
            SqliteSchema.Migrate(copy, path, version, DamageHandling.Keep);
            SqliteFile.Execute(copy, "COMMIT");
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Makes what the log holds safe to build on, and the log's own name as well.</summary>
    private static void MakeLogSafe(SqliteConnection connection, string path, string folder)
    {
        var log = path + "-wal";
        if (HasContent(log))
        {
            SqliteFile.Execute(connection, "BEGIN IMMEDIATE");
            try
            {
                SqliteLogRewrite.Rewrite(log);
            }
            finally
            {
                SqliteFile.Execute(connection, "ROLLBACK");
            }
        }
        else
        {
            // Reading makes the log, so that its name is there to be synced.
            CheckVersion(connection, path);
        }

        // SQLite does so too for a new log, but does not look at whether it succeeded (os_unix.c, unixSync).
        FolderSync.Flush(folder);
    }

    private static int CheckVersion(SqliteConnection connection, string path)
    {
        var version = SqliteFile.Number(connection, "PRAGMA user_version");
        if (version > SqliteSchema.Version)
            throw new SessionStoreException(SessionStoreFault.NewerVersion, $"{path} was written by a newer AgentNotebook: its version is {version}, this one reads up to {SqliteSchema.Version}. Update AgentNotebook, or name another file; this one was left as it is.");
        return (int)version;
    }

    private static bool HasContent(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    private static T Guarded<T>(string path, string action, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.Translate(e, path, action);
        }
        catch (IOException e)
        {
            throw new SessionStoreException(SessionStoreFault.DiskFailure, $"Cannot {action} in {path}: {e.Message}", e);
        }
    }
}
