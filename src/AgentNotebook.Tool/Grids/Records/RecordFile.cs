using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentNotebook.Tool.Grids.Records;

/// <summary>Reads and writes the small JSON files that a grid on a cluster leaves: whole or not at all, bounded before they are read.</summary>
internal static class RecordFile
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        MaxDepth = 8,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The text of a record.</summary>
    public static string Text<T>(T record) => JsonSerializer.Serialize(record, _options) + "\n";

    /// <summary>Writes a record; what was there is replaced.</summary>
    /// <exception cref="ClusterException">It cannot be written; what was there stays.</exception>
    public static void Write<T>(string file, T record)
    {
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(temporary, Text(record));
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new ClusterException($"{file}: cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a record.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <returns><see langword="null"/> when there is no such file.</returns>
    /// <exception cref="ClusterException">It is too large, cannot be read or is none.</exception>
    public static T? Read<T>(string file, long most)
        where T : class
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return stream.Length <= most
                ? JsonSerializer.Deserialize<T>(stream, _options) ?? throw new JsonException("It holds nothing.")
                : throw new ClusterException($"{file}: has {stream.Length:N0} bytes, and at most {most:N0} are read. It is not a file that agentnb wrote.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ClusterException($"{file}: cannot be read as a record of a grid: {exception.Message}", exception);
        }
    }
}
