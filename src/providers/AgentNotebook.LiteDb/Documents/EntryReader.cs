using System.Text;
using AgentNotebook.Sessions;
using LiteDB;
using LiteDB.Engine;

namespace AgentNotebook.LiteDb.Documents;

/// <summary>Reads the entries of a session. Every call leaves nothing open.</summary>
/// <param name="engine">LiteDB.</param>
/// <param name="session">The session's key.</param>
internal sealed class EntryReader(LiteEngine engine, long session)
{
    private const int PageEntries = 256;
    private const int PageCharacters = 1 << 20;
    private const int MostParts = JournalRules.PayloadBytes / EntryWriter.PartBytes + 2;
    private const long MostSequence = (1L << SessionRow.SequenceBits) - 1;

    public static long Key(long session, long sequence) => (session << SessionRow.SequenceBits) | sequence;

    /// <summary>The entries after a number: as many as are read in one go, at least one where there is one.</summary>
    public List<StoredEntry> Page(long after)
    {
        var page = new List<StoredEntry>();
        if (after >= MostSequence)
            return page;
        var characters = 0;
        var documents = new List<BsonDocument>();
        using (var reader = engine.Query(Collections.Entry, Where(Query.Between("_id", Key(session, after + 1), Key(session, MostSequence)))))
        {
            while (documents.Count < PageEntries && characters < PageCharacters && reader.Read())
            {
                var document = reader.Current.AsDocument;
                documents.Add(document);
                characters += document["payload"].AsString.Length + document["parts"].AsInt32 * EntryWriter.PartBytes;
            }
        }

        foreach (var document in documents)
        {
            // LiteDB goes by its index; a document that bears another number than the index says would lead the reader in a circle.
            page.Add(Of(document, after));
            after = page[^1].Entry.Sequence;
        }

        return page;
    }

    /// <summary>The entry of one number; null when there is none.</summary>
    public StoredEntry? One(long sequence) => Find(Collections.Entry, Key(session, sequence)) is { } document ? Of(document, sequence - 1) : null;

    /// <summary>The numbers of the parts that an entry's payload is made of.</summary>
    public static IEnumerable<long> Parts(BsonDocument entry)
    {
        var count = entry["parts"].AsInt32;
        if (count is < 0 or > MostParts)
            throw new InvalidDataException($"an entry says that it has {count} parts");
        var first = entry["part"].AsInt64;
        return Enumerable.Range(0, count).Select(i => first + i);
    }

    /// <summary>The keys of all sessions that have entries.</summary>
    public static IEnumerable<long> Sessions(LiteEngine engine)
    {
        long? after = -1;
        while (after is { } last)
        {
            after = null;
            using (var reader = engine.Query(Collections.Entry, Where(Query.GTE("_id", Key(last + 1, 0)))))
            {
                if (reader.Read())
                    after = reader.Current["_id"].AsInt64 >> SessionRow.SequenceBits;
                if (after <= last)
                    throw new InvalidDataException("an entry stands under another one's key");
            }

            if (after is { } next)
                yield return next;
        }
    }

    private static Query Where(BsonExpression predicate)
    {
        var query = new Query();
        query.Where.Add(predicate);
        return query;
    }

    private BsonDocument? Find(string collection, long id)
    {
        using var reader = engine.Query(collection, Where(Query.EQ("_id", id)));
        return reader.Read() ? reader.Current.AsDocument : null;
    }

    private StoredEntry Of(BsonDocument document, long after)
    {
        var key = document["_id"].AsInt64;
        var sequence = key & MostSequence;
        if (key >> SessionRow.SequenceBits != session || sequence <= after)
            throw new InvalidDataException("an entry stands under another one's key");
        try
        {
            return new StoredEntry(
                new JournalEntry(
                    sequence,
                    EntryTime.FromMicroseconds(document["time"].AsInt64),
                    document["run"].AsString,
                    document["kind"].AsString,
                    document["version"].AsInt32,
                    Payload(document)),
                Convert.FromBase64String(document["checksum"].AsString));
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"entry {sequence} has a checksum that is none", e);
        }
    }

    private string Payload(BsonDocument document)
    {
        if (document["parts"].AsInt32 == 0)
            return document["payload"].AsString;
        var payload = new StringBuilder();
        foreach (var part in Parts(document))
            payload.Append((Find(Collections.Part, part) ?? throw new InvalidDataException($"part {part} of a payload is missing"))["text"].AsString);
        return payload.ToString();
    }
}
