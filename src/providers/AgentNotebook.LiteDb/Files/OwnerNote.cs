using System.Text.Json;
using AgentNotebook.Sessions;

namespace AgentNotebook.LiteDb.Files;

/// <summary>The file <c>NAME-owner</c>, in which the process that writes a store says who it is. It is for messages alone; what counts is the lock.</summary>
internal static class OwnerNote
{
    private const int MostBytes = 4096;

    public static void Write(string store) => File.WriteAllText(PathOf(store), JsonSerializer.Serialize(WriterIdentity.Current));

    public static void Delete(string store)
    {
        try
        {
            File.Delete(PathOf(store));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A note that stays names a process that is gone, or this one.
        }
    }

    /// <summary>The living process that has the store, to follow "by"; or as much as can be said of it.</summary>
    public static string Describe(string store)
    {
        var owner = Read(store);
        if (owner is null || WriterIdentity.Current.LifeOf(owner) == WriterLife.Dead)
            return "another process";
        return owner.Host == Environment.MachineName ? $"process {owner.ProcessId}" : $"process {owner.ProcessId} on {owner.Host}";
    }

    private static WriterIdentity? Read(string store)
    {
        try
        {
            var bytes = new byte[MostBytes];
            using var file = File.OpenHandle(PathOf(store), share: FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<WriterIdentity>(bytes.AsSpan(0, RandomAccess.Read(file, bytes, 0)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string PathOf(string store) => store + "-owner";
}
