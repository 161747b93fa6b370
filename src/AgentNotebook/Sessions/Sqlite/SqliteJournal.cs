using System.Data;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>The writer's place of one session in a SQLite file.</summary>
internal sealed class SqliteJournal : ISessionJournal
{
    private readonly SqliteFile _file;
    private readonly TimeProvider _time;
    private readonly SqliteLease _lease;
    private readonly Action<SqliteJournal> _closed;
    private readonly SqliteCommand _head;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _advance;
    private bool _disposed;

    public SqliteJournal(SqliteFile file, TimeProvider time, SqliteLease lease, string session, Action<SqliteJournal> closed)
    {
        _file = file;
        _time = time;
        _closed = closed;
        Session = session;
        _lease = lease;
        LastSequence = lease.LastSequence;
        _head = file.Command("SELECT writer, last_sequence, last_checksum, writer_pid FROM session WHERE id = $id", "$id");
        _insert = file.Command(
            "INSERT INTO entry (session_id, sequence, time, run, kind, version, payload, checksum) VALUES ($id, $sequence, $time, $run, $kind, $version, $payload, $checksum)",
            "$id", "$sequence", "$time", "$run", "$kind", "$version", "$payload", "$checksum");
        _advance = file.Command(
            "UPDATE session SET last_sequence = $sequence, last_checksum = $checksum, last_written = $time, bytes = bytes + $bytes WHERE id = $id",
            "$id", "$sequence", "$checksum", "$time", "$bytes");
        _head.Parameters["$id"].Value = _insert.Parameters["$id"].Value = _advance.Parameters["$id"].Value = lease.Id;
    }

    public string Session { get; }

    public long LastSequence { get; private set; }

    public FlushReceipt Append(IReadOnlyList<JournalDraft> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var watch = Stopwatch.StartNew();
        // Checked before the write lock is taken, so that a long batch of wrong entries keeps nobody waiting.
        var payloads = entries.Select(JournalRules.Check).ToArray();
        if (payloads.Length == 0)
            return new FlushReceipt(0, 0, 0, watch.Elapsed, LastSequence);
        (LastSequence, var time) = _file.Write($"append to session '{Session}'", () => Insert(entries, payloads));
        return new FlushReceipt(0, payloads.Length, payloads.Sum(payload => (long)payload.Length), watch.Elapsed, LastSequence) { Time = time };
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            _lease.GiveBack(_file, Session);
        }
        catch (SessionStoreException)
        {
            // On a full disk, say. Nothing of the session is lost, and the next writer finds that nobody holds the place any more.
        }
        finally
        {
            _file.Release(_head, _insert, _advance);
            _closed(this);
        }
    }

    private (long Sequence, DateTimeOffset Time) Insert(IReadOnlyList<JournalDraft> drafts, byte[][] payloads)
    {
        var (sequence, checksum) = ReadHead();
        var time = EntryTime.Now(_time);
        for (var i = 0; i < payloads.Length; i++)
        {
            var draft = drafts[i];
            sequence++;
            checksum = EntryChecksum.Of(checksum, new JournalEntry(sequence, time, draft.Run, draft.Kind, draft.Version, ""), payloads[i]);
            _insert.Parameters["$sequence"].Value = sequence;
            _insert.Parameters["$time"].Value = EntryTime.ToMicroseconds(time);
            _insert.Parameters["$run"].Value = draft.Run;
            _insert.Parameters["$kind"].Value = draft.Kind;
            _insert.Parameters["$version"].Value = draft.Version;
            _insert.Parameters["$payload"].Value = draft.Payload;
            _insert.Parameters["$checksum"].Value = checksum;
            _insert.ExecuteNonQuery();
        }

        _advance.Parameters["$sequence"].Value = sequence;
        _advance.Parameters["$checksum"].Value = checksum;
        _advance.Parameters["$time"].Value = EntryTime.ToMicroseconds(time);
        _advance.Parameters["$bytes"].Value = payloads.Sum(payload => (long)payload.Length);
        _advance.ExecuteNonQuery();
        return (sequence, time);
    }

    private (long Sequence, byte[] Checksum) ReadHead()
    {
        using var reader = _head.ExecuteReader(CommandBehavior.SingleRow);
        if (!reader.Read())
            throw new SessionStoreException(SessionStoreFault.Damaged, $"Session '{Session}' has vanished from {_file.Path}. Verify the store.");
        if (reader.IsDBNull(0) || reader.GetString(0) != _lease.Token)
            throw new SessionStoreException(SessionStoreFault.Busy, $"Session '{Session}' in {_file.Path} was taken over by {(reader.IsDBNull(0) || reader.IsDBNull(3) ? "another process" : $"process {reader.GetInt64(3)}")}: nothing was appended. Open the session again to write it from here.");
        return (reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
    }
}
