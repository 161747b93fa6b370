using System.Diagnostics;
using AgentNotebook.Sessions.Salvage;

namespace AgentNotebook.Sessions.Sqlite;

/// <summary>The writer's place of one session in a SQLite file.</summary>
internal sealed class SqliteJournal : ISessionJournal
{
    private readonly SqliteFile _file;
    private readonly TimeProvider _time;
    private readonly SqliteLease _lease;
    private readonly Action<SqliteJournal> _closed;
    private readonly SqliteStatement _head;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _advance;
    private bool _disposed;

    public SqliteJournal(SqliteFile file, TimeProvider time, SqliteLease lease, string session, Action<SqliteJournal> closed)
    {
        _file = file;
        _time = time;
        _closed = closed;
        Session = session;
        _lease = lease;
        LastSequence = lease.LastSequence;
        _head = file.Prepare("SELECT writer, last_sequence, last_checksum, writer_pid FROM session WHERE id = ?1").Bind(1, lease.Id);
        _insert = file.Prepare("INSERT INTO entry (id, time, run, kind, version, checksum, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _advance = file.Prepare("UPDATE session SET last_sequence = ?2, last_checksum = ?3, last_written = ?4, bytes = bytes + ?5 WHERE id = ?1").Bind(1, lease.Id);
    }

    public string Session { get; }

    public long LastSequence { get; private set; }

    public FlushReceipt Append(IReadOnlyList<JournalDraft> entries, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var watch = Stopwatch.StartNew();
        // Checked before the write lock is taken, so that a long batch of wrong entries keeps nobody waiting.
        var payloads = entries.Select(JournalRules.Check).ToArray();
        if (payloads.Length == 0)
            return new FlushReceipt(0, 0, 0, watch.Elapsed, LastSequence);
        (LastSequence, var written) = _file.Write($"append to session '{Session}'", () => Insert(entries, payloads, time));
        return new FlushReceipt(0, payloads.Length, payloads.Sum(payload => (long)payload.Length), watch.Elapsed, LastSequence) { Time = written };
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

    private (long Sequence, DateTimeOffset Time) Insert(IReadOnlyList<JournalDraft> drafts, byte[][] payloads, DateTimeOffset? at)
    {
        var (sequence, checksum) = ReadHead();
        if (sequence > SqliteEntryKey.MaxSequence - payloads.Length)
            throw new SessionStoreException(SessionStoreFault.Invalid, $"Session '{Session}' in {_file.Path} is full: it has {sequence} entries. Go on in a new session.");
        var time = at is { } given ? EntryTime.Whole(given) : EntryTime.Now(_time);
        for (var i = 0; i < payloads.Length; i++)
        {
            var draft = drafts[i];
            sequence++;
            var own = draft.Time is { } copied ? EntryTime.Whole(copied) : time;
            checksum = EntryChecksum.Of(checksum, new JournalEntry(sequence, own, draft.Run, draft.Kind, draft.Version, ""), payloads[i]);
            _insert.Bind(1, SqliteEntryKey.Of(_lease.Id, sequence)).Bind(2, EntryTime.ToMicroseconds(own)).Bind(3, draft.Run).Bind(4, draft.Kind).Bind(5, draft.Version)
                .BindBlob(6, checksum).BindText(7, payloads[i]).Run();
        }

        _advance.Bind(2, sequence).BindBlob(3, checksum).Bind(4, EntryTime.ToMicroseconds(time)).Bind(5, payloads.Sum(payload => (long)payload.Length)).Run();
        return (sequence, time);
    }

    private (long Sequence, byte[] Checksum) ReadHead()
    {
        try
        {
            if (!_head.Next())
                throw new SessionStoreException(SessionStoreFault.Damaged, $"Session '{Session}' has vanished from {_file.Path}. {DamageAdvice.For(_file.Path)}");
            var writer = _head.Text(0);
            if (writer != _lease.Token)
                throw new SessionStoreException(SessionStoreFault.Busy, $"Session '{Session}' in {_file.Path} was taken over by {(writer is null || _head.Text(3) is not { } process ? "another process" : $"process {process}")}: nothing was appended. Open the session again to write it from here.");
            return (_head.Number(1), _head.Blob(2));
        }
        finally
        {
            _head.Reset();
        }
    }
}
