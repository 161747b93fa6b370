using AgentNotebook.LiteDb.Documents;
using AgentNotebook.LiteDb.Files;
using LiteDB;
using LiteDB.Engine;

namespace AgentNotebook.LiteDb;

/// <summary>A store written anew, without the space that deleted sessions left.</summary>
internal static class LiteDbCopy
{
    private const int MostDocuments = 10_000;

    /// <summary>Copies every document; the new file is on the disk when this returns.</summary>
    public static void Write(LiteEngine from, string path, int bytesInMemory)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        RandomAccess.Write(file, StoreImage.Create(), 0);
        var data = new DataStream(path, file) { MayWrite = true };
        using var to = new LiteEngine(new EngineSettings { DataStream = data, LogStream = new MemoryStream() });
        foreach (var collection in new[] { Collections.Session, Collections.Entry, Collections.Part })
        {
            using var reader = from.Query(collection, new Query());
            while (Batch(reader, bytesInMemory) is { Count: > 0 } batch)
            {
                to.Insert(collection, batch, BsonAutoId.Int64);
                to.Checkpoint();
            }
        }

        DiskSync.Flush(file);
    }

    private static List<BsonDocument> Batch(IBsonDataReader reader, int characters)
    {
        var batch = new List<BsonDocument>();
        for (var size = 0; size < characters && batch.Count < MostDocuments && reader.Read();)
        {
            batch.Add(reader.Current.AsDocument);
            size += batch[^1].Values.Sum(value => value.IsString ? value.AsString.Length : 0);
        }

        return batch;
    }
}
