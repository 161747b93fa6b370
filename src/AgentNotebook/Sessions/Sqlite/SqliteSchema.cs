namespace AgentNotebook.Sessions.Sqlite;

/// <summary>The tables of a store, and the steps that lead an older file to them.</summary>
internal static class SqliteSchema
{
    /// <summary>The newest version this code writes and reads; kept in the file's <c>user_version</c>.</summary>
    public static int Version => Steps.Length;

    /// <summary>
    /// Step n leads from version n to n + 1, in one transaction with the others a file needs. A step that was ever released is never changed.
    /// </summary>
    /// <remarks>
    /// Entries stand in a table with an integer key of its own, so that every append goes to the table's last page; the unique index
    /// gives them their place in the session. A session's row repeats what its last entry says: a cut-off tail is found by it.
    /// Times are microseconds since 1970 in UTC. <c>writer</c> is null when the writer's place is free, else a random token of whoever has it.
    /// </remarks>
    public static readonly string[] Steps =
    [
        """
        CREATE TABLE session (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            created INTEGER NOT NULL,
            last_written INTEGER NOT NULL,
            last_sequence INTEGER NOT NULL,
            last_checksum BLOB NOT NULL,
            bytes INTEGER NOT NULL,
            writer TEXT,
            writer_pid INTEGER,
            writer_started INTEGER,
            writer_host TEXT,
            writer_boot TEXT,
            writer_space TEXT
        ) STRICT;
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            session_id INTEGER NOT NULL REFERENCES session (id),
            sequence INTEGER NOT NULL,
            time INTEGER NOT NULL,
            run TEXT NOT NULL,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            payload TEXT NOT NULL,
            checksum BLOB NOT NULL,
            UNIQUE (session_id, sequence)
        ) STRICT;
        """,
    ];
}
