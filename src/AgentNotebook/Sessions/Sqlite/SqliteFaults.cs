using AgentNotebook.Sessions.Salvage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>SQLite's errors in the store's words.</summary>
internal static class SqliteFaults
{
    /// <param name="error">What SQLite said.</param>
    /// <param name="file">The store.</param>
    /// <param name="action">What was being done, such as <c>append to session 'x'</c>.</param>
    public static SessionStoreException Translate(SqliteException error, string file, string action)
    {
        var what = $"Cannot {action} in {file}: ";
        var folder = Path.GetDirectoryName(file);
        return error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Fault(SessionStoreFault.Busy,
                what + "another process holds the file locked. Wait for it, end it, or raise the busy timeout."),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => Fault(SessionStoreFault.ReadOnly,
                what + $"the file or its folder {folder} cannot be written. Change its permissions, or name another file."),
            raw.SQLITE_CANTOPEN => Fault(SessionStoreFault.ReadOnly,
                what + $"the file, or the -wal and -shm files that belong beside it, cannot be opened or created. See that the folder {folder} can be written, or name another file."),
            raw.SQLITE_FULL => Fault(SessionStoreFault.DiskFailure,
                what + $"the disk of {folder} is full. Free some space and try again; what was acknowledged before is safe."),
            raw.SQLITE_IOERR => Fault(SessionStoreFault.DiskFailure,
                what + $"the disk of {folder} failed or is full ({error.SqliteExtendedErrorCode}). Check the disk and its free space; what was acknowledged before is safe."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_ERROR => Fault(SessionStoreFault.Damaged,
                what + $"the file is damaged ({Reason(error)}). {DamageAdvice.For(file)}"),
            _ => Fault(SessionStoreFault.DiskFailure, what + $"SQLite says {Reason(error)}."),
        };

        SessionStoreException Fault(SessionStoreFault fault, string message) => new(fault, message, error) { IsWholeStore = fault == SessionStoreFault.Busy };
    }

    /// <summary>SQLite's own sentence, without the wrapping around it.</summary>
    public static string Reason(SqliteException error) => raw.sqlite3_errstr(error.SqliteErrorCode).utf8_to_string();
}
