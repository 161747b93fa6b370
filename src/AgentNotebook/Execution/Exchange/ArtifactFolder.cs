using System.Text;
using AgentNotebook.Files;

namespace AgentNotebook.Execution.Exchange;

/// <summary>Writes what a guest saved into a folder of the user's. Names are the guest's, so none is followed anywhere.</summary>
public static class ArtifactFolder
{
    private const int MaximumNameBytes = 255;

    // Devices in every folder of Windows, whatever the extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
    private static readonly string[] _devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" })];

    /// <summary>Writes all artifacts, or none when one of them cannot be. A file appears with all its bytes or not at all.</summary>
    /// <param name="artifacts">The artifacts.</param>
    /// <param name="folder">Full path of the folder; made when it is not there.</param>
    /// <param name="overwrite">Whether files of the same names are replaced. A link is replaced by a file, never followed.</param>
    /// <returns>The files' full paths, in order.</returns>
    /// <exception cref="ExchangeFileException">A name is taken or impossible here, or the folder cannot be written.</exception>
    public static IReadOnlyList<string> Save(IReadOnlyList<GuestArtifact> artifacts, string folder, bool overwrite)
    {
        var files = artifacts.Select(artifact => (artifact.Bytes, Path: Place(folder, artifact.Name, overwrite), Temporary: Path.Combine(folder, $".agentnb-{Guid.NewGuid():N}.tmp"))).ToList();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (bytes, _, temporary) in files)
            {
                using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                stream.Write(bytes.Span);
                stream.Flush();
                FileSync.Flush(stream.SafeFileHandle);
            }

            foreach (var (_, path, temporary) in files)
            {
                File.Move(temporary, path, overwrite);
            }

            return [.. files.Select(file => file.Path)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ExchangeFileException($"{folder}: what the guest saved cannot be written here: {exception.Message}", exception);
        }
        finally
        {
            foreach (var (_, _, temporary) in files)
            {
                Delete(temporary);
            }
        }
    }

    private static string Place(string folder, string name, bool overwrite)
    {
        if (Frames.ExchangeName.Problem(name) is { } problem)
        {
            throw new ExchangeFileException($"An artifact's name {problem}; it is not written.");
        }

        if (Encoding.UTF8.GetByteCount(name) > MaximumNameBytes
            || name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0
            || (OperatingSystem.IsWindows() && (name[^1] is '.' or ' ' || _devices.Contains(name.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase))))
        {
            throw new ExchangeFileException($"The artifact '{name}' has a name no file can have here. Have the code save it under another.");
        }

        var path = Path.Combine(folder, name);
        return Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null
            ? throw new ExchangeFileException($"{path}: there is a folder of that name. Save to another folder.")
            : !overwrite && (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
                ? throw new ExchangeFileException($"{path}: there is a file of that name. Give --overwrite to replace it, or save to another folder.")
                : path;
    }

    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error that is under way says more.
        }
    }
}
