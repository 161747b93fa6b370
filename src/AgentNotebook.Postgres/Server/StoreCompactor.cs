using AgentNotebook.Postgres.Schema;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Server;

/// <summary>Gives back what deleted sessions leave behind.</summary>
internal static class StoreCompactor
{
    /// <summary>
    /// Writes both tables anew (PostgreSQL 15, "VACUUM FULL"). Appends and readers wait meanwhile; who cannot have the tables in time fails with
    /// <see cref="SessionStoreFault.Busy"/>. What was deleted and a transaction of the same database still sees is kept until a later time.
    /// </summary>
    public static CompactionReport Compact(NpgsqlConnection connection, StoreNames names)
    {
        var before = Bytes(connection, names);
        foreach (var table in new[] { names.Entry, names.Session })
        {
            using var vacuum = new NpgsqlCommand($"VACUUM (FULL, ANALYZE) {table}", connection) { CommandTimeout = 0 };
            vacuum.ExecuteNonQuery();
        }

        return new CompactionReport(before, Bytes(connection, names));
    }

    private static long Bytes(NpgsqlConnection connection, StoreNames names)
    {
        using var command = new NpgsqlCommand("SELECT pg_total_relation_size($1::text::regclass) + pg_total_relation_size($2::text::regclass)", connection)
        {
            Parameters = { new() { Value = names.Session }, new() { Value = names.Entry } },
        };
        return (long)command.ExecuteScalar()!;
    }
}
