using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Opens a store file for writing or for reading, makes one where there is none, and changes nothing that it then refuses.</summary>
internal static class SqliteFileOpener
{
    public static SqliteFile OpenForWriting(string path, TimeSpan busyTimeout)
    {
        var isNew = !SqliteFileHeader.IsStore(path);
        // Every check on an existing file goes through a connection that cannot write, not even a checkpoint when it closes.
        if (!isNew)
            OpenForReading(path, busyTimeout).Dispose();
        var folder = Path.GetDirectoryName(path)!;
        var action = isNew ? "create the store" : "open the store";
        MakeFolder(folder);
        return Guarded(path, action, () =>
        {
            var connection = SqliteFile.Connect(path, SqliteOpenMode.ReadWriteCreate, busyTimeout);
            try
            {
                // SQLite falls back to reading when a file cannot be written, and says so only here.
                if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
                    throw new SessionStoreException(SessionStoreFault.ReadOnly, $"Cannot open the store in {path}: the file cannot be written. Change its permissions, open it for reading only, or name another file.");
                Migrate(connection, path);
                // Kept in the file, so this writes only once. The steps above come before it, in SQLite's older mode, because that
                // leaves what tells our file from another's in the file itself and not in the -wal file beside it.
                SqliteFile.Execute(connection, "PRAGMA journal_mode = WAL");
                if (isNew)
                    FolderSync.Flush(folder);
                return new SqliteFile(path, connection, isReadOnly: false);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        });
    }

    public static SqliteFile OpenForReading(string path, TimeSpan busyTimeout)
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

        SqliteFile Try(string dataSource)
        {
            var connection = SqliteFile.Connect(dataSource, SqliteOpenMode.ReadOnly, busyTimeout);
            try
            {
                CheckVersion(connection, path);
                return new SqliteFile(path, connection, isReadOnly: true);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
    }

    private static void Migrate(SqliteConnection connection, string path)
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

        foreach (var step in SqliteSchema.Steps.Skip(version))
            SqliteFile.Execute(connection, step);
        SqliteFile.Execute(connection, $"PRAGMA user_version = {SqliteSchema.Version}; COMMIT");
    }

    private static int CheckVersion(SqliteConnection connection, string path)
    {
        var version = SqliteFile.Number(connection, "PRAGMA user_version");
        if (version > SqliteSchema.Version)
            throw new SessionStoreException(SessionStoreFault.NewerVersion, $"{path} was written by a newer AgentNotebook: its version is {version}, this one reads up to {SqliteSchema.Version}. Update AgentNotebook, or name another file; this one was left as it is.");
        return (int)version;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            // Each folder made here is a name in the one above, to be put on the disk like the file's own.
            var made = new Stack<string>();
            for (var missing = folder; !Directory.Exists(missing); missing = Path.GetDirectoryName(missing)!)
                made.Push(missing);
            Directory.CreateDirectory(folder);
            foreach (var name in made)
                FolderSync.Flush(Path.GetDirectoryName(name)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SessionStoreException(SessionStoreFault.ReadOnly, $"The folder {folder} for the session store cannot be made: {e.Message} Make it yourself, or name another file.", e);
        }
    }

    private static bool HasContent(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    private static SqliteFile Guarded(string path, string action, Func<SqliteFile> open)
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
