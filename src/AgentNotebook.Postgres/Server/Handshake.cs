using System.Globalization;
using AgentNotebook.Postgres.Schema;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Server;

/// <summary>What is set, asked and required on each new connection.</summary>
/// <param name="names">What things are called.</param>
/// <param name="location">The store, for messages.</param>
/// <param name="writes">Whether the store is written.</param>
/// <param name="busyTimeout">How long a statement waits for a lock.</param>
internal sealed class Handshake(StoreNames names, string location, bool writes, TimeSpan busyTimeout)
{
    /// <summary>The oldest version whose documentation this code goes by.</summary>
    private const int OldestVersion = 120_000;

    // A commit's answer means what it says for this connection only when this is on, whatever the server, the database or the role prefer;
    // remote_apply is more than on. The server notices within a minute that a client's machine is gone, and frees the writer's place.
    private const string Settings =
        """
        SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false),
            set_config('lock_timeout', $1, false), set_config('statement_timeout', '0', false), set_config('idle_in_transaction_session_timeout', '10min', false),
            set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false), set_config('tcp_keepalives_count', '3', false),
            set_config('default_transaction_read_only', CASE WHEN $2 THEN 'on' ELSE current_setting('default_transaction_read_only') END, false)
        """;

    private const string Questions =
        """
        SELECT current_setting('server_version_num')::integer, pg_is_in_recovery(), current_setting('server_encoding'), current_setting('synchronous_commit'),
            current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on', pg_backend_pid(),
            (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint, coalesce(to_regclass($1)::oid::bigint, 0)
        """;

    /// <summary>Makes a connection ready, and the store where it is missing and may be made.</summary>
    /// <param name="connection">Just opened.</param>
    /// <param name="mayMake">Whether the store may be made now.</param>
    public ServerState Prepare(NpgsqlConnection connection, bool mayMake)
    {
        var state = Ask(connection);
        if (StoreSchema.Look(connection, names, location) != 0)
            return state;
        if (!writes || !mayMake)
            throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no session store at {location}: the schema {names.Schema} has none. Check the name, or open it for writing to make one.");
        StoreSchema.Make(connection, names, location);
        return Ask(connection);
    }

    private ServerState Ask(NpgsqlConnection connection)
    {
        using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(Settings) { Parameters = { new() { Value = LockTimeout() }, new() { Value = !writes } } },
                new(Questions) { Parameters = { new() { Value = names.Session } } },
            },
        };
        using var reader = batch.ExecuteReader();
        reader.NextResult();
        reader.Read();
        if (reader.GetInt32(0) < OldestVersion)
            throw Refuse(SessionStoreFault.Invalid, $"the server is older than PostgreSQL {OldestVersion / 10_000}. Use a newer one");
        if (writes && reader.GetBoolean(1))
            throw Refuse(SessionStoreFault.ReadOnly, "the server is a standby and takes no writes. Name the primary, or several hosts and 'target_session_attrs=primary'");
        if (reader.GetString(2) != "UTF8")
            throw Refuse(SessionStoreFault.Invalid, $"the database's encoding is {reader.GetString(2)}, and sessions hold any text. Make one with 'createdb --encoding=UTF8 --template=template0 NAME'");
        if (reader.GetString(3) is not ("on" or "remote_apply") and var mode)
            throw Refuse(SessionStoreFault.Invalid, $"the server keeps synchronous_commit at '{mode}', so that what it calls committed may be lost. Let this role set it to 'on'");
        return new ServerState(reader.GetInt32(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetBoolean(4));
    }

    // 0 would be no limit.
    private string LockTimeout() => Math.Max(1, (long)busyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private SessionStoreException Refuse(SessionStoreFault fault, string why) => new(fault, $"Cannot open the store {location}: {why}.");
}
