using AgentNotebook.Sessions.Salvage.Pages;
using AgentNotebook.Sessions.Sqlite;

namespace AgentNotebook.Sessions.Salvage;

/// <summary>Knows the rows of a store by their columns; the one place here that follows the tables of <see cref="SqliteSchema"/>.</summary>
internal static class RowShapes
{
    private const int ColumnsOfNow = 7;
    private const int LongestName = JournalRules.NameCharacters * 3;

    /// <summary>Whether a row may begin so: a short list of columns, and the key first, which SQLite keeps outside of the row. For a look at every byte of a page.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> row) => row.Length > 2 && row[0] is >= 7 and <= 64 && row[1] == 0;

    /// <summary>Whether columns are those of an entry, in a file of this version or of version 1.</summary>
    public static bool IsEntry(RawRecord row) => IsEntryOfNow(row) || IsEntryOfFirst(row);

    /// <summary>What a row says whose columns are those of an entry; null when its bytes are none that a store would have written.</summary>
    public static EntryRow? Entry(long key, RawRecord row) => row.Columns == ColumnsOfNow
        ? Read(row, key >> SqliteEntryKey.SequenceBits, key & SqliteEntryKey.MaxSequence, time: 1, payload: 6, checksum: 5)
        : Read(row, row.Integer(1), row.Integer(2), time: 3, payload: 7, checksum: 8);

    // id, time, run, kind, version, checksum, payload.
    private static bool IsEntryOfNow(RawRecord row) =>
        row.Columns == ColumnsOfNow && row.IsNull(0) && AreDetails(row, 1) && row.IsBlob(5, EntryChecksum.Bytes) && row.IsText(6, JournalRules.PayloadBytes);

    // id, session_id, sequence, time, run, kind, version, payload, checksum.
    private static bool IsEntryOfFirst(RawRecord row) =>
        row.Columns == 9 && row.IsNull(0) && row.IsInteger(1) && row.IsInteger(2) && AreDetails(row, 3)
        && row.IsText(7, JournalRules.PayloadBytes) && row.IsBlob(8, EntryChecksum.ChainBytes);

    private static bool AreDetails(RawRecord row, int time) =>
        row.IsInteger(time) && row.IsText(time + 1, LongestName) && row.IsText(time + 2, JournalRules.KindCharacters) && row.IsInteger(time + 3);

    private static EntryRow? Read(RawRecord row, long session, long sequence, int time, int payload, int checksum) =>
        row.Text(time + 1) is { } run && row.Text(time + 2) is { } kind && row.Integer(time + 3) is >= 1 and <= int.MaxValue and var version && row.Text(payload) is { } text
            ? new EntryRow(session, new JournalEntry(sequence, EntryTime.FromMicroseconds(row.Integer(time)), run, kind, (int)version, text), row.Bytes(checksum).ToArray())
            : null;

    /// <summary>Whether columns begin as those of a session: id, name, created, last_written, last_sequence, last_checksum, bytes.</summary>
    public static bool IsSession(RawRecord row) =>
        row.Columns is >= 7 and <= 16 && row.IsNull(0) && row.IsText(1, LongestName) && row.IsInteger(2) && row.IsInteger(3) && row.IsInteger(4)
        && (row.IsBlob(5, EntryChecksum.Bytes) || row.IsBlob(5, EntryChecksum.ChainBytes)) && row.IsInteger(6);

    /// <summary>What a session's row says.</summary>
    public static FoundSession? Session(long key, RawRecord row, Standing standing) =>
        row.Text(1) is { } name && JournalRules.IsName(name) && row.Integer(4) is >= 0 and var last
            ? new FoundSession(key, name, row.Integer(2), last, Digest.Of(row.Bytes(5)), standing)
            : null;
}
