using System.Diagnostics;
using AgentNotebook.LiteDb.Documents;
using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb;

/// <summary>The writer's place of one session in a LiteDB file.</summary>
internal sealed class LiteDbJournal : ISessionJournal
{
    private readonly LiteDbFile _file;
    private readonly TimeProvider _time;
    private readonly Action<LiteDbJournal> _closed;
    private readonly Lock _gate = new();
    private SessionRow _row;
    private bool _disposed;

    public LiteDbJournal(LiteDbFile file, TimeProvider time, SessionRow row, Action<LiteDbJournal> closed) =>
        (_file, _time, _row, _closed) = (file, time, row, closed);

    public string Session => _row.Name;

    public long LastSequence => _row.LastSequence;

    public FlushReceipt Append(IReadOnlyList<JournalDraft> entries, DateTimeOffset? time = null)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var watch = Stopwatch.StartNew();
        var payloads = entries.Select(JournalRules.Check).ToArray();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (payloads.Length == 0)
                return new FlushReceipt(0, 0, 0, watch.Elapsed, LastSequence);
            var at = time is { } given ? EntryTime.Whole(given) : EntryTime.Now(_time);
            _row = _file.Write($"append to session '{Session}'", engine =>
            {
                var writer = new EntryWriter(engine, _row.Id);
                var row = Insert(writer, entries, payloads, at);
                row.Update(engine);
                return row;
            });
            return new FlushReceipt(0, payloads.Length, payloads.Sum(payload => (long)payload.Length), watch.Elapsed, LastSequence) { Time = at };
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        _file.GiveBackPlace(Session);
        _closed(this);
    }

    private SessionRow Insert(EntryWriter writer, IReadOnlyList<JournalDraft> drafts, byte[][] payloads, DateTimeOffset time)
    {
        var (sequence, checksum, kinds) = (_row.LastSequence, _row.LastChecksum, new Dictionary<string, long>(_row.Kinds));
        for (var i = 0; i < payloads.Length; i++)
        {
            var draft = drafts[i];
            var entry = new JournalEntry(++sequence, draft.Time is { } own ? EntryTime.Whole(own) : time, draft.Run, draft.Kind, draft.Version, draft.Payload);
            checksum = EntryChecksum.Of(checksum, entry, payloads[i]);
            writer.Insert(entry, payloads[i], checksum);
            if (kinds.Count < SessionRow.MostKinds || kinds.ContainsKey(draft.Kind))
                kinds[draft.Kind] = sequence;
        }

        return _row with
        {
            LastWritten = EntryTime.ToMicroseconds(time),
            LastSequence = sequence,
            LastChecksum = checksum,
            Bytes = _row.Bytes + payloads.Sum(payload => (long)payload.Length),
            Kinds = kinds,
        };
    }
}
