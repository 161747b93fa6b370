using System.Text;
using AgentNotebook.Sessions;
using LiteDB;
using LiteDB.Engine;

namespace AgentNotebook.LiteDb.Documents;

/// <summary>Writes entries inside a transaction. A payload that is larger than LiteDB's documents may be stands in several.</summary>
internal sealed class EntryWriter(LiteEngine engine, long session)
{
    /// <summary>Bytes of a payload in one document. LiteDB takes up to about 16 MB; small ones keep its memory small.</summary>
    public const int PartBytes = 1 << 20;

    private long _nextPart;

    public void Insert(JournalEntry entry, byte[] payload, byte[] checksum)
    {
        var (first, count) = payload.Length <= PartBytes ? (0, 0) : InsertParts(payload);
        // The order is that of PageGuard: what is short first, the payload at the end.
        engine.Insert(Collections.Entry, [new BsonDocument
        {
            ["_id"] = EntryReader.Key(session, entry.Sequence),
            ["time"] = EntryTime.ToMicroseconds(entry.Time),
            ["run"] = entry.Run,
            ["kind"] = entry.Kind,
            ["version"] = entry.Version,
            ["checksum"] = Convert.ToBase64String(checksum),
            ["parts"] = count,
            ["part"] = first,
            ["payload"] = count == 0 ? entry.Payload : "",
        }], BsonAutoId.Int64);
    }

    private (long First, int Count) InsertParts(byte[] payload)
    {
        if (_nextPart == 0)
            _nextPart = LastPart() + 1;
        var first = _nextPart;
        for (var at = 0; at < payload.Length;)
        {
            var end = Math.Min(payload.Length, at + PartBytes);
            // Not within a character: a part is a text.
            while (end < payload.Length && (payload[end] & 0xC0) == 0x80)
                end--;
            engine.Insert(Collections.Part, [new BsonDocument { ["_id"] = _nextPart++, ["text"] = Encoding.UTF8.GetString(payload, at, end - at) }], BsonAutoId.Int64);
            at = end;
        }

        return (first, (int)(_nextPart - first));
    }

    private long LastPart()
    {
        using var reader = engine.Query(Collections.Part, new Query { OrderBy = BsonExpression.Create("$._id"), Order = Query.Descending, Limit = 1 });
        return reader.Read() ? reader.Current["_id"].AsInt64 : 0;
    }
}
