using AgentNotebook.LiteDb.Files;
using LiteDB;
using LiteDB.Engine;

namespace AgentNotebook.LiteDb.Documents;

/// <summary>A new, empty store: made in memory, so that no half-made one is ever on a disk.</summary>
internal static class StoreImage
{
    public static byte[] Create()
    {
        using var data = new MemoryStream();
        using (var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = new MemoryStream(), Collation = Collation.Binary }))
        {
            // No checkpoint but those that the store makes, after the log is on the disk.
            engine.Pragma("CHECKPOINT", 0);
            engine.Pragma("USER_VERSION", StoreHeader.UserVersion);
            foreach (var collection in new[] { Collections.Session, Collections.Entry, Collections.Part })
            {
                // A collection comes with its first document.
                engine.Insert(collection, [new BsonDocument { ["_id"] = 0L }], BsonAutoId.Int64);
                engine.Delete(collection, [0L]);
            }

            engine.Checkpoint();
        }

        return data.ToArray();
    }
}
