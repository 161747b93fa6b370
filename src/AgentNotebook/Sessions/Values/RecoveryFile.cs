using System.Globalization;
using System.Text.Json;

namespace AgentNotebook.Sessions.Values;

/// <summary>Where values go that could not be flushed when their session was closed.</summary>
internal static class RecoveryFile
{
    /// <summary>Writes the values beside the store, or in the folder for temporary files when that cannot be, and gives the file's path.</summary>
    /// <param name="location">The store's place.</param>
    /// <param name="session">The session's name.</param>
    /// <param name="values">Each value's JSON; null for one that was removed.</param>
    /// <param name="now">The time.</param>
    public static string Write(string location, string session, IReadOnlyList<(string Name, byte[]? Json)> values, DateTimeOffset now)
    {
        var name = string.Concat(session.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_').Take(60));
        var suffix = $"{name}.{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}.{Environment.ProcessId}.{Guid.NewGuid().ToString("N")[..8]}.unsaved.json";
        if (File.Exists(location))
        {
            try
            {
                return Write($"{location}.{suffix}", session, values);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The reason the flush failed is often the reason this does: a full disk, a folder that cannot be written.
            }
        }

        return Write(Path.Combine(Path.GetTempPath(), "agentnotebook." + suffix), session, values);
    }

    private static string Write(string path, string session, IReadOnlyList<(string Name, byte[]? Json)> values)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // The values may be secret, and the folder may be everybody's.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(path, options);
            using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = ValueJson.Options.Encoder }))
                WriteValues(writer, session, values);
            stream.Flush(flushToDisk: true);
            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static void WriteValues(Utf8JsonWriter writer, string session, IReadOnlyList<(string Name, byte[]? Json)> values)
    {
        writer.WriteStartObject();
        writer.WriteString("session", session);
        writer.WriteStartObject("values");
        foreach (var (name, json) in values.Where(value => value.Json is not null))
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("removed");
        foreach (var (name, _) in values.Where(value => value.Json is null))
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
