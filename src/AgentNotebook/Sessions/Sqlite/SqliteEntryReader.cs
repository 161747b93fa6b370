using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>Reads entries as rows, each with the checksum that stands beside it and the one it ought to have.</summary>
internal sealed class SqliteEntryReader : IDisposable
{
    /// <summary>A page ends at whichever comes first, so that neither many small nor few large entries hold the store for long.</summary>
    private const int PageEntries = 256;
    private const int PageCharacters = 4 << 20;

    private readonly SqliteFile _file;
    private readonly SqliteCommand _command;

    public SqliteEntryReader(SqliteFile file, long sessionId)
    {
        _file = file;
        _command = file.Command(
            $"SELECT sequence, time, run, kind, version, payload, checksum FROM entry WHERE session_id = $id AND sequence > $after ORDER BY sequence LIMIT {PageEntries}",
            "$id", "$after");
        _command.Parameters["$id"].Value = sessionId;
    }

    /// <summary>The next entries after <paramref name="after"/>; none at the end.</summary>
    public List<(JournalEntry Entry, byte[] Checksum)> Page(long after)
    {
        _command.Parameters["$after"].Value = after;
        var page = new List<(JournalEntry, byte[])>();
        var characters = 0;
        using var reader = _command.ExecuteReader();
        while (characters < PageCharacters && reader.Read())
        {
            var entry = ReadRow(reader);
            characters += entry.Entry.Payload.Length;
            page.Add(entry);
        }

        return page;
    }

    /// <summary>The first entry after <paramref name="after"/> alone; null at the end.</summary>
    public (JournalEntry Entry, byte[] Checksum)? Next(long after)
    {
        _command.Parameters["$after"].Value = after;
        using var reader = _command.ExecuteReader();
        return reader.Read() ? ReadRow(reader) : null;
    }

    public void Dispose() => _file.Release(_command);

    private static (JournalEntry Entry, byte[] Checksum) ReadRow(SqliteDataReader reader) => (
        new JournalEntry(
            reader.GetInt64(0),
            EntryTime.FromMicroseconds(reader.GetInt64(1)),
            reader.GetString(2),
            reader.GetString(3),
            reader.GetInt32(4),
            reader.GetString(5)),
        reader.GetFieldValue<byte[]>(6));
}
