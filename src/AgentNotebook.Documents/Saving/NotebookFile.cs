using AgentNotebook.Files;

namespace AgentNotebook.Documents.Saving;

/// <summary>Reads and replaces notebook files.</summary>
internal static class NotebookFile
{
    public static byte[] ReadAll(string path, NotebookReadOptions options, string? wayOut = null)
    {
        if (Directory.Exists(path))
        {
            throw new NotebookException($"{path}: this is a folder. Name the {(wayOut is null ? "notebook" : "file")} in it.");
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // Read up to the limit and one byte more: the length that a file declares may lie, and a device declares none.
            using var bytes = new MemoryStream();
            var buffer = new byte[128 * 1024];
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > options.MaxFileBytes)
                {
                    throw new NotebookException($"{path}: the file is larger than {options.MaxFileBytes:N0} bytes. {wayOut ?? $"Clear its outputs in a notebook editor (jupyter nbconvert --clear-output --inplace \"{path}\"), or raise the limit."}");
                }
            }

            return bytes.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException($"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new NotebookException($"{path}: the file cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes a file beside the target, which takes the target's place once it is complete on the disk.</summary>
    /// <param name="path">The target.</param>
    /// <param name="content">What to write.</param>
    /// <param name="overwrite">Whether a file that is there by then may be replaced.</param>
    /// <param name="wayOut">What to do when it cannot be written.</param>
    /// <exception cref="NotebookException">It cannot be written; the target is as it was.</exception>
    public static void Replace(string path, byte[] content, bool overwrite = true, string wayOut = "Choose another place with --output FILE.")
    {
        string? temporary = null;
        try
        {
            // A link stays a link: what it points to is replaced.
            var target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
            temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush();
                FileSync.Flush(stream.SafeFileHandle);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new NotebookException($"{path}: the notebook cannot be written: {e.Message} Nothing there was changed. {wayOut}", e);
        }
    }
}
