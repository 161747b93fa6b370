using AgentNotebook.Postgres.Schema;
using AgentNotebook.Postgres.Server;
using Npgsql;

namespace AgentNotebook.Postgres.Journals;

/// <summary>
/// The advisory lock of a session's writer: it ends with its connection, so the server itself says whether a writer is still connected,
/// on whatever machine it is. It keeps nobody from writing; the token in the session's row does.
/// </summary>
internal static class SessionLock
{
    // PostgreSQL 15, "pg_locks": a key of 64 bits is shown as its upper half in classid, its lower half in objid, and 1 in objsubid.
    private const string Holders =
        """
        pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND l.classid = (($1::bigint >> 32) & 4294967295)::oid AND l.objid = ($1::bigint & 4294967295)::oid
        """;

    /// <summary>The key of a session: the table's object identifier, which no other program's locks have, and the session's number.</summary>
    public static long Key(ServerState state, int session) => unchecked((state.SessionTable << 32) | (uint)session);

    /// <summary>Takes it for this connection, and says whether it was free.</summary>
    public static bool TryTake(NpgsqlConnection connection, long key) => (bool)Scalar(connection, "SELECT pg_try_advisory_lock($1)", key)!;

    public static void GiveBack(NpgsqlConnection connection, long key) => Scalar(connection, "SELECT pg_advisory_unlock($1)", key);

    /// <summary>Where the connection that holds it comes from, in words; <see langword="null"/> when nobody holds it any more.</summary>
    public static string? Holder(NpgsqlConnection connection, long key) =>
        Scalar(connection, $"SELECT 'server process ' || a.pid || coalesce(', from ' || host(a.client_addr), '') FROM {Holders} LIMIT 1", key) as string;

    /// <summary>Ends the connections of a writer that is gone, or is this one under a connection that was lost: what they still do is done before the lock is free.</summary>
    public static void EndHolders(NpgsqlConnection connection, long key) =>
        Scalar(connection, $"SELECT count(pg_terminate_backend(a.pid)) FROM {Holders} AND a.usename = current_user AND a.pid <> pg_backend_pid()", key);

    /// <inheritdoc cref="EndHolders(NpgsqlConnection, long)"/>
    /// <param name="connection">The new connection.</param>
    /// <param name="names">What things are called.</param>
    /// <param name="key">The lock.</param>
    /// <param name="session">The session.</param>
    /// <param name="token">Only while the place is still this writer's.</param>
    public static void EndHolders(NpgsqlConnection connection, StoreNames names, long key, int session, string token) => Scalar(
        connection,
        $"SELECT count(pg_terminate_backend(a.pid)) FROM {Holders} AND a.usename = current_user AND a.pid <> pg_backend_pid() AND EXISTS (SELECT FROM {names.Session} WHERE id = $2 AND writer = $3)",
        key,
        session,
        token);

    private static object? Scalar(NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command.ExecuteScalar();
    }
}
