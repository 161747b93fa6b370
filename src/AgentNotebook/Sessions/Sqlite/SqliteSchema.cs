using AgentNotebook.Sessions.Sqlite.Migration;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>The tables of a store, and the steps that lead an older file to them.</summary>
internal static class SqliteSchema
{
    /// <summary>The newest version this code writes and reads; kept in the file's <c>user_version</c>.</summary>
    public const int Version = 2;

    /// <summary>The tables as they are in the newest version.</summary>
    /// <remarks>
    /// An entry's key is that of <see cref="SqliteEntryKey"/>; its payload stands last, so that what is before it can be read without it.
    /// A session's row repeats what its last entry says: a cut-off tail is found by it.
    /// Times are microseconds since 1970 in UTC. <c>writer</c> is null when the writer's place is free, else a random token of whoever has it.
    /// </remarks>
    public const string Tables =
        """
        CREATE TABLE session (
            id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 8388607),
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
            time INTEGER NOT NULL,
            run TEXT NOT NULL,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            checksum BLOB NOT NULL,
            payload TEXT NOT NULL
        ) STRICT;
        """;

    /// <summary>Leads a file to the newest version, within the caller's transaction.</summary>
    /// <param name="connection">The open file.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="version">The version it has; 0 for one without tables.</param>
    /// <param name="damage">What becomes of entries that the older version's own checks find damaged.</param>
    public static void Migrate(SqliteConnection connection, string path, int version, DamageHandling damage)
    {
        if (version == 0)
            SqliteFile.Execute(connection, Tables);
        else
            new FirstToSecond(connection, path, damage).Migrate();
        SqliteFile.Execute(connection, $"PRAGMA user_version = {Version}");
    }
}
