using AgentNotebook.Postgres.Schema;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Reading;

/// <summary>A session's row, without its writer.</summary>
internal sealed record SessionRow(int Id, string Name, long Created, long LastWritten, long LastSequence, byte[] LastChecksum, long Bytes)
{
    private const int NamesTold = 10;

    // Larger was not written by a store: it is NULL then, and the row is refused.
    private const string Bounded = "id, CASE WHEN octet_length(name) <= 800 THEN name END, created, last_written, last_sequence, CASE WHEN octet_length(last_checksum) <= 48 THEN last_checksum END, bytes";

    /// <summary>What a user sees of it.</summary>
    public SessionSummary Summary => new(Name, EntryTime.FromMicroseconds(Created), EntryTime.FromMicroseconds(LastWritten), LastSequence, Bytes);

    /// <summary>The sessions, last written first.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="names">What things are called.</param>
    /// <param name="skip">How many to leave out at the beginning.</param>
    /// <param name="count">How many at most; <see langword="null"/> for all.</param>
    public static List<SessionRow> All(NpgsqlConnection connection, StoreNames names, long skip = 0, long? count = null)
    {
        // No index has this order, so that an append need not keep one (StoreSchema); sorting some ten thousand rows takes milliseconds.
        using var command = new NpgsqlCommand($"SELECT {Bounded} FROM {names.Session} ORDER BY last_written DESC, id DESC OFFSET $1 LIMIT $2", connection)
        {
            Parameters = { new() { Value = skip }, new() { Value = count ?? long.MaxValue } },
        };
        return Rows(command);
    }

    public static SessionRow? TryFind(NpgsqlConnection connection, StoreNames names, string name)
    {
        using var command = new NpgsqlCommand($"SELECT {Bounded} FROM {names.Session} WHERE name = $1", connection) { Parameters = { new() { Value = name } } };
        return Rows(command).FirstOrDefault();
    }

    /// <exception cref="SessionStoreException">There is none of that name.</exception>
    public static SessionRow Find(NpgsqlConnection connection, StoreNames names, string name, string location) =>
        TryFind(connection, names, name) ?? throw NotFound(connection, names, name, location);

    public static SessionStoreException NotFound(NpgsqlConnection connection, StoreNames names, string name, string location)
    {
        using var count = new NpgsqlCommand($"SELECT count(*) FROM {names.Session}", connection);
        var all = (long)count.ExecuteScalar()!;
        var latest = string.Join(", ", All(connection, names, 0, NamesTold).Select(row => $"'{row.Name}'"));
        return new SessionStoreException(SessionStoreFault.NotFound, $"There is no session '{name}' in {location}. " + all switch
        {
            0 => "The store holds none.",
            <= NamesTold => $"It holds {latest}.",
            _ => $"It holds {all}, the latest of them {latest}.",
        });
    }

    private static List<SessionRow> Rows(NpgsqlCommand command)
    {
        var rows = new List<SessionRow>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(new SessionRow(reader.GetInt32(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetFieldValue<byte[]>(5), reader.GetInt64(6)));
        return rows;
    }
}
