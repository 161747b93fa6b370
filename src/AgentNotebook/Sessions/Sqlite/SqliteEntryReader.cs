using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Reads entries as rows, each with the checksum that stands beside it; with a filter, also with that of the entry before.</summary>
internal sealed class SqliteEntryReader : IDisposable
{
    /// <summary>
    /// A page ends at whichever comes first, so that neither many small nor few large entries hold the store for long. The first page
    /// is one entry and each is larger than the one before it, because many readers want the first few and no more.
    /// </summary>
    private const int PageEntries = 256;
    private const int PageGrowth = 4;
    private const int PageCharacters = 4 << 20;

    private const string Columns = SqliteEntryKey.Sequence + ", time, run, kind, version, payload, checksum";
    private const string Previous = "(SELECT before.checksum FROM entry before WHERE before.id = entry.id - 1)";

    private readonly SqliteFile _file;
    private readonly SqliteCommand _command;
    private readonly long _session;
    private readonly bool _readsPrevious;
    private int _entries = 1;

    public SqliteEntryReader(SqliteFile file, long sessionId, JournalFilter? filter = null)
    {
        _file = file;
        _session = sessionId;
        _readsPrevious = filter is not null;
        _command = file.Command(
            $"SELECT {Columns}{(_readsPrevious ? ", " + Previous : "")} FROM entry WHERE id > $after AND id <= $end{Condition(filter)} ORDER BY id LIMIT $most",
            "$after", "$end", "$most");
        _command.Parameters["$end"].Value = SqliteEntryKey.Of(sessionId, SqliteEntryKey.MaxSequence);
        if (filter?.Kinds is { } kinds)
            _command.Parameters.AddWithValue("$kinds", JsonSerializer.Serialize(kinds));
        if (filter?.Run is { } run)
            _command.Parameters.AddWithValue("$run", run);
    }

    /// <summary>The last entry of a kind; null when there is none.</summary>
    public static ChainedEntry? Last(SqliteFile file, long sessionId, string kind)
    {
        using var command = file.Command(
            $"SELECT {Columns}, {Previous} FROM entry WHERE id > $begin AND id <= $end AND kind = $kind ORDER BY id DESC LIMIT 1", "$begin", "$end", "$kind");
        command.Parameters["$begin"].Value = SqliteEntryKey.Of(sessionId, 0);
        command.Parameters["$end"].Value = SqliteEntryKey.Of(sessionId, SqliteEntryKey.MaxSequence);
        command.Parameters["$kind"].Value = kind;
        using var reader = command.ExecuteReader();
        return reader.Read() ? ReadRow(reader, true) : null;
    }

    /// <summary>The next entries after <paramref name="after"/>; none at the end.</summary>
    public List<ChainedEntry> Page(long after)
    {
        _command.Parameters["$after"].Value = SqliteEntryKey.Of(_session, after);
        _command.Parameters["$most"].Value = _entries;
        _entries = Math.Min(_entries * PageGrowth, PageEntries);
        var page = new List<ChainedEntry>();
        var characters = 0;
        using var reader = _command.ExecuteReader();
        while (characters < PageCharacters && reader.Read())
        {
            var entry = ReadRow(reader, _readsPrevious);
            characters += entry.Entry.Payload.Length;
            page.Add(entry);
        }

        return page;
    }

    /// <summary>The first entry after <paramref name="after"/> alone; null at the end.</summary>
    public ChainedEntry? Next(long after)
    {
        _command.Parameters["$after"].Value = SqliteEntryKey.Of(_session, after);
        _command.Parameters["$most"].Value = 1;
        using var reader = _command.ExecuteReader();
        return reader.Read() ? ReadRow(reader, _readsPrevious) : null;
    }

    public void Dispose() => _file.Release(_command);

    private static string Condition(JournalFilter? filter) =>
        (filter?.Kinds is null ? "" : " AND kind IN (SELECT value FROM json_each($kinds))") + (filter?.Run is null ? "" : " AND run = $run");

    private static ChainedEntry ReadRow(SqliteDataReader reader, bool withPrevious) => new(
        new JournalEntry(
            reader.GetInt64(0),
            EntryTime.FromMicroseconds(reader.GetInt64(1)),
            reader.GetString(2),
            reader.GetString(3),
            reader.GetInt32(4),
            reader.GetString(5)),
        reader.GetFieldValue<byte[]>(6),
        withPrevious && !reader.IsDBNull(7) ? reader.GetFieldValue<byte[]>(7) : null);
}
