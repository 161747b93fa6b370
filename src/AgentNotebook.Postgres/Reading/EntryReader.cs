using System.Data;
using System.Text;
using System.Text.Json;
using AgentNotebook.Postgres.Schema;
using AgentNotebook.Sessions;
using Npgsql;

namespace AgentNotebook.Postgres.Reading;

/// <summary>Reads entries as rows, each with the checksum that stands beside it; with a filter, also with that of the entry before.</summary>
internal sealed class EntryReader
{
    /// <summary>
    /// A page ends at whichever comes first, so that neither many small nor few large entries hold the connection for long. The first page
    /// is one entry and each is larger than the one before it, because many readers want the first few and no more.
    /// </summary>
    private const int PageEntries = 256;
    private const int PageGrowth = 4;
    private const int PageBytes = 4 << 20;

    // A store writes nothing larger. The server is asked to leave it out, and its answer is not believed without a look at its length.
    private const string Columns =
        "sequence, time, version, CASE WHEN octet_length(run) <= 800 THEN run END, CASE WHEN octet_length(kind) <= 64 THEN kind END, CASE WHEN octet_length(checksum) <= 48 THEN checksum END";

    private const int PayloadColumn = 7;

    private readonly StoreNames _names;
    private readonly int _session;
    private readonly JournalFilter? _filter;
    private int _entries = 1;

    public EntryReader(StoreNames names, int session, JournalFilter? filter = null) => (_names, _session, _filter) = (names, session, filter);

    /// <summary>The last entry of a kind; null when there is none.</summary>
    public static ChainedEntry? Last(NpgsqlConnection connection, StoreNames names, int session, string kind)
    {
        using var command = new NpgsqlCommand($"SELECT {Columns}, {Previous(names, "e")}, {Payload} FROM {names.Entry} e WHERE session = $1 AND kind = $2 ORDER BY sequence DESC LIMIT 1", connection)
        {
            Parameters = { new() { Value = session }, new() { Value = kind } },
        };
        return Rows(command).FirstOrDefault() is { Entry: not null } found ? found : null;
    }

    /// <summary>The number of a session's last entry that is there; 0 for none.</summary>
    public static long LastSequence(NpgsqlConnection connection, StoreNames names, int session)
    {
        using var command = new NpgsqlCommand($"SELECT coalesce(max(sequence), 0) FROM {names.Entry} WHERE session = $1", connection) { Parameters = { new() { Value = session } } };
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The next entries after <paramref name="after"/>; none at the end.</summary>
    public List<ChainedEntry> Page(NpgsqlConnection connection, long after)
    {
        var most = _entries;
        _entries = Math.Min(_entries * PageGrowth, PageEntries);
        return Read(connection, after, most);
    }

    /// <summary>The first entry after <paramref name="after"/> alone; null at the end.</summary>
    public ChainedEntry? Next(NpgsqlConnection connection, long after) => Read(connection, after, 1) is [var entry] ? entry : null;

    private List<ChainedEntry> Read(NpgsqlConnection connection, long after, int most)
    {
        var previous = _filter is null ? "NULL::bytea" : Previous(_names, "p");
        using var command = new NpgsqlCommand(
            $"""
            SELECT {Columns}, {previous}, {Payload} FROM (
                SELECT *, sum(octet_length(payload)) OVER (ORDER BY sequence ROWS UNBOUNDED PRECEDING) - octet_length(payload) AS before
                FROM (SELECT * FROM {_names.Entry} WHERE session = $1 AND sequence > $2{Condition()} ORDER BY sequence LIMIT $3) chosen
            ) p WHERE before < {PageBytes} ORDER BY sequence
            """,
            connection)
        {
            Parameters = { new() { Value = _session }, new() { Value = after }, new() { Value = most } },
        };
        if (_filter?.Kinds is { } kinds)
            command.Parameters.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(kinds) });
        if (_filter?.Run is { } run)
            command.Parameters.Add(new NpgsqlParameter { Value = run });
        return Rows(command);
    }

    private string Condition() =>
        (_filter?.Kinds is null ? "" : " AND kind IN (SELECT jsonb_array_elements_text($4::text::jsonb))")
        + (_filter?.Run is null ? "" : $" AND run = ${(_filter.Kinds is null ? 4 : 5)}");

    private static string Payload => $"CASE WHEN octet_length(payload) <= {JournalRules.PayloadBytes} THEN payload END";

    private static string Previous(StoreNames names, string entry) =>
        $"(SELECT b.checksum FROM {names.Entry} b WHERE b.session = {entry}.session AND b.sequence = {entry}.sequence - 1)";

    private static List<ChainedEntry> Rows(NpgsqlCommand command)
    {
        var rows = new List<ChainedEntry>();
        // A column at a time, so that a payload's length is known before there is room for it.
        using var reader = command.ExecuteReader(CommandBehavior.SequentialAccess);
        while (reader.Read())
        {
            var (sequence, time, version) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2));
            var (run, kind, checksum) = (reader.GetString(3), reader.GetString(4), reader.GetFieldValue<byte[]>(5));
            var previous = reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6);
            rows.Add(new ChainedEntry(new JournalEntry(sequence, EntryTime.FromMicroseconds(time), run, kind, version, Text(reader, sequence)), checksum, previous));
        }

        return rows;
    }

    private static string Text(NpgsqlDataReader reader, long sequence)
    {
        using var stream = reader.IsDBNull(PayloadColumn) ? null : reader.GetStream(PayloadColumn);
        if (stream is null || stream.Length > JournalRules.PayloadBytes)
            throw new InvalidCastException($"entry {sequence} is larger than any that a store writes");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
