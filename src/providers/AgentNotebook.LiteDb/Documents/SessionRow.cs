using System.Text.Json;
using AgentNotebook.Sessions;
using LiteDB;
using LiteDB.Engine;

namespace AgentNotebook.LiteDb.Documents;

/// <summary>What a store keeps of a session beside its entries.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Created">Microseconds since 1970.</param>
/// <param name="LastWritten">Microseconds since 1970.</param>
/// <param name="LastSequence">Number of the last entry; 0 for none.</param>
/// <param name="LastChecksum">That entry's checksum, or what stands before the first.</param>
/// <param name="Bytes">Sum of the payloads.</param>
/// <param name="Kinds">The last entry's number of each kind, for as many kinds as a session commonly has.</param>
internal sealed record SessionRow(string Name, long Created, long LastWritten, long LastSequence, byte[] LastChecksum, long Bytes, Dictionary<string, long> Kinds)
{
    /// <summary>Kinds that are remembered; the last entry of another is looked for.</summary>
    public const int MostKinds = 100;

    /// <summary>Bits of an entry's key that are its number; the session's stands above them.</summary>
    public const int SequenceBits = 40;

    // The row is one text, so that no part of it that a continued block may hold is taken for something else (PageGuard).
    private const string Text = "row";

    /// <summary>The session's key; 1 to 2²².</summary>
    public long Id { get; init; }

    public static SessionRow New(string name, long created) =>
        new(name, created, created, 0, EntryChecksum.First(name, created), 0, []);

    public static List<SessionRow> All(LiteEngine engine) => All(engine, problem => throw problem);

    /// <summary>All that can be read.</summary>
    /// <param name="engine">LiteDB.</param>
    /// <param name="unreadable">Called for each that cannot.</param>
    public static List<SessionRow> All(LiteEngine engine, Action<InvalidDataException> unreadable)
    {
        var rows = new List<SessionRow>();
        using var reader = engine.Query(Collections.Session, new Query());
        while (reader.Read())
        {
            try
            {
                rows.Add(Of(reader.Current.AsDocument));
            }
            catch (InvalidDataException e)
            {
                unreadable(e);
            }
        }

        rows.Sort((a, b) => (b.LastWritten, b.Id).CompareTo((a.LastWritten, a.Id)));
        return rows;
    }

    public static SessionRow? TryFind(LiteEngine engine, string name) => All(engine).Find(row => row.Name == name);

    /// <exception cref="SessionStoreException">There is none of that name.</exception>
    public static SessionRow Find(LiteEngine engine, string name, string file)
    {
        var rows = All(engine);
        return rows.Find(row => row.Name == name)
            ?? throw new SessionStoreException(SessionStoreFault.NotFound, $"There is no session '{name}' in {file}. {Names(rows)}");
    }

    /// <summary>Adds it, under the next free key.</summary>
    public SessionRow Insert(LiteEngine engine)
    {
        var row = this with { Id = All(engine).Select(other => other.Id).DefaultIfEmpty().Max() + 1 };
        if (row.Id >= 1 << 22)
            throw new SessionStoreException(SessionStoreFault.Invalid, $"The store has had {row.Id - 1} sessions and takes no more. Use another file.");
        engine.Insert(Collections.Session, [row.ToDocument()], BsonAutoId.Int64);
        return row;
    }

    public void Update(LiteEngine engine)
    {
        if (engine.Update(Collections.Session, [ToDocument()]) != 1)
            throw new InvalidDataException($"the row of session '{Name}' has vanished");
    }

    /// <summary>Removes it and all its entries.</summary>
    public void Delete(LiteEngine engine)
    {
        var entries = Query.Between("_id", EntryReader.Key(Id, 1), EntryReader.Key(Id + 1, 0));
        var parts = new List<BsonValue>();
        var query = new Query();
        query.Where.Add(entries);
        using (var reader = engine.Query(Collections.Entry, query))
        {
            while (reader.Read())
                parts.AddRange(EntryReader.Parts(reader.Current.AsDocument).Select(part => new BsonValue(part)));
        }

        engine.Delete(Collections.Part, parts);
        engine.DeleteMany(Collections.Entry, entries);
        engine.Delete(Collections.Session, [Id]);
    }

    private BsonDocument ToDocument() => new() { ["_id"] = Id, [Text] = System.Text.Json.JsonSerializer.Serialize(this) };

    private static SessionRow Of(BsonDocument document)
    {
        try
        {
            var row = System.Text.Json.JsonSerializer.Deserialize<SessionRow>(document[Text].AsString) ?? throw new JsonException("it is null");
            if (row.Name is null || row.LastSequence is < 0 or >= 1L << SequenceBits || row.LastChecksum is null || row.Kinds is null)
                throw new JsonException("a number is out of range, or something is missing");
            JournalRules.CheckName(row.Name, "a session");
            return row with { Id = document["_id"].AsInt64 };
        }
        catch (Exception e) when (e is JsonException or SessionStoreException or InvalidCastException)
        {
            throw new InvalidDataException($"the row of session number {document["_id"].RawValue} cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static string Names(List<SessionRow> rows) => rows.Count switch
    {
        0 => "The store holds none.",
        <= 10 => $"It holds {string.Join(", ", rows.Select(row => $"'{row.Name}'"))}.",
        _ => $"It holds {rows.Count}, the latest of them {string.Join(", ", rows.Take(10).Select(row => $"'{row.Name}'"))}.",
    };
}
