using System.Text.Json;
using AgentNotebook.Files;
using AgentNotebook.Sessions.Sqlite;
using AgentNotebook.Sessions.Values.Json;
using AgentNotebook.Sessions.Values.Kept;

namespace AgentNotebook.Sessions.Values.Recovery;

/// <summary>Writes values that could not be flushed when their session was closed to a file, from which the next start takes them.</summary>
/// <remarks>What says whose they are stands first, so that a reader needs only the front of the file to see whether it is concerned.</remarks>
internal static class RecoveryWriter
{
    /// <summary>Writes the values beside the store, or in the folder for temporary files when that cannot be, and gives the file's path.</summary>
    public static string Write(RecoveryHeader header, IReadOnlyList<PendingValue> values)
    {
        if (File.Exists(header.Store))
        {
            try
            {
                return Write(RecoveryPlace.Beside(header), header, values);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The reason the flush failed is often the reason this does: a full disk, a folder that cannot be written.
            }
        }

        return Write(RecoveryPlace.Temporary(header), header, values);
    }

    private static string Write(string path, RecoveryHeader header, IReadOnlyList<PendingValue> values)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // The values may be secret, and the folder may be everybody's.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(path, options);
            using (var writer = new Utf8JsonWriter(stream, ValueJson.WriterOptions))
                WriteContent(writer, header, values);
            stream.Flush();
            FileSync.Flush(stream.SafeFileHandle);
            FolderSync.Flush(Path.GetDirectoryName(path)!);
            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static void WriteContent(Utf8JsonWriter writer, RecoveryHeader header, IReadOnlyList<PendingValue> values)
    {
        writer.WriteStartObject();
        writer.WriteString("store", header.Store);
        writer.WriteString("session", header.Session);
        writer.WriteString("time", header.Time);
        writer.WriteNumber("after", header.After);
        writer.WriteStartArray("removed");
        foreach (var value in values.Where(value => value.Content is null))
            writer.WriteStringValue(value.Name);
        writer.WriteEndArray();
        foreach (var (section, isPart) in new[] { ("values", false), ("collections", true) })
        {
            writer.WriteStartObject(section);
            foreach (var value in values)
            {
                if (value.Content is not { } content || content.IsParts != isPart)
                    continue;
                writer.WritePropertyName(value.Name);
                content.Write(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
