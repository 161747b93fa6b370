using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Schema;

/// <summary>The tables of a store, all in one schema, and their making.</summary>
internal static class StoreSchema
{
    /// <summary>The newest version this code writes and reads; kept in the table <see cref="StoreNames.VersionTable"/>.</summary>
    public const int Version = 1;

    /// <summary>As many sessions as a store of the other kinds may have.</summary>
    private const int MostSessions = 8_388_607;

    // Random, so that nobody else's advisory lock is it: whoever makes tables holds it until they are committed.
    private const long MakingLock = 0x6E62_5C1F_0A3D_77E9;

    /// <summary>Finds out of which version the store is.</summary>
    /// <returns>0 when there is none.</returns>
    /// <exception cref="SessionStoreException">It is of a newer version, or no store's.</exception>
    public static int Look(NpgsqlConnection connection, StoreNames names, string location)
    {
        // Asked of the catalog itself: to_regclass may remember within a transaction that a table was missing, which another has made since.
        using var find = new NpgsqlCommand(
            $"""
            SELECT coalesce(bool_or(relname = '{StoreNames.VersionTable}'), false), coalesce(bool_or(relname <> '{StoreNames.VersionTable}'), false)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE nspname = $1 AND relname IN ('{StoreNames.VersionTable}', '{StoreNames.SessionTable}', '{StoreNames.EntryTable}')
            """,
            connection)
        {
            Parameters = { new() { Value = names.Schema } },
        };
        using (var reader = find.ExecuteReader())
        {
            reader.Read();
            if (!reader.GetBoolean(0))
                return reader.GetBoolean(1) ? throw NotAStore($"the schema {names.Schema} has tables of these names that are somebody else's") : 0;
        }

        using var command = new NpgsqlCommand($"SELECT version FROM {names.Version} LIMIT 2", connection);
        using var versions = command.ExecuteReader();
        if (!versions.Read() || versions.GetFieldType(0) != typeof(int))
            throw NotAStore($"the table {names.Version} holds no version");
        return versions.GetInt32(0) switch
        {
            Version => Version,
            > Version and var newer => throw new SessionStoreException(SessionStoreFault.NewerVersion, $"The store {location} is of version {newer}, and this program knows {Version}. Use a newer agentnb; nothing was changed."),
            var other => throw NotAStore($"the table {names.Version} says version {other}"),
        };

        SessionStoreException NotAStore(string why) => new(SessionStoreFault.NotAStore, $"{location} is no session store: {why}. Name another schema, as with '?search_path=NAME' in a URI or 'Search Path=NAME' in a connection string.");
    }

    /// <summary>Makes what is missing, in one transaction. Of several processes that do so at once one makes it, and the others find it.</summary>
    /// <param name="connection">Without a transaction.</param>
    /// <param name="names">What things are called.</param>
    /// <param name="location">The store, for messages.</param>
    public static void Make(NpgsqlConnection connection, StoreNames names, string location)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, $"SELECT pg_advisory_xact_lock({MakingLock})");
        if (Look(connection, names, location) == 0)
        {
            // IF NOT EXISTS would ask for the right to make schemas also where an administrator has made this one.
            if (!Exists(connection, names))
                Run(connection, $"CREATE SCHEMA {names.QuotedSchema}");
            Run(connection, Tables(names));
        }

        transaction.Commit();
    }

    /// <summary>The tables.</summary>
    /// <remarks>
    /// Times are microseconds since 1970 in UTC, so that they are what the checksums cover, to the bit. <c>writer</c> is null when the
    /// writer's place is free, else a random token of whoever has it. A session's row repeats what its last entry says: a tail cut off is
    /// found by it. It is updated by each append; no index holds what changes, and half of each page is left free, so that the new row
    /// stays in its page and no index is touched (PostgreSQL 15, "Heap-Only Tuples"). Entries have no foreign key: its trigger would look
    /// at the session's row again, which the append has just written.
    /// </remarks>
    private static string Tables(StoreNames names) =>
        $"""
        CREATE TABLE {names.Version} (
            single boolean PRIMARY KEY DEFAULT true CHECK (single),
            version integer NOT NULL
        );
        CREATE TABLE {names.Session} (
            id integer GENERATED ALWAYS AS IDENTITY (MAXVALUE {MostSessions}) PRIMARY KEY,
            name text COLLATE "C" NOT NULL UNIQUE,
            created bigint NOT NULL,
            last_written bigint NOT NULL,
            last_sequence bigint NOT NULL,
            last_checksum bytea NOT NULL,
            bytes bigint NOT NULL,
            writer text,
            writer_pid integer,
            writer_started bigint,
            writer_host text,
            writer_boot text,
            writer_space text,
            writer_backend integer,
            writer_server bigint
        ) WITH (fillfactor = 50);
        CREATE TABLE {names.Entry} (
            session integer NOT NULL,
            sequence bigint NOT NULL,
            time bigint NOT NULL,
            version integer NOT NULL,
            run text NOT NULL,
            kind text NOT NULL,
            checksum bytea NOT NULL,
            payload text NOT NULL,
            PRIMARY KEY (session, sequence)
        );
        INSERT INTO {names.Version} (version) VALUES ({Version})
        """;

    private static bool Exists(NpgsqlConnection connection, StoreNames names)
    {
        using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)", connection) { Parameters = { new() { Value = names.Schema } } };
        return (bool)command.ExecuteScalar()!;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
