using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Exporting;

/// <summary>The folder of pictures beside a document: it takes its place whole, and gives it back when the document cannot be written.</summary>
internal sealed partial class FilesFolder : IDisposable
{
    private readonly string _folder;
    private readonly string? _former;
    private readonly bool _placed;
    private bool _isKept;

    private FilesFolder(string folder, string? former, bool placed) => (_folder, _former, _placed) = (folder, former, placed);

    /// <summary>Writes the folder. Without files there is none, and a former one goes.</summary>
    /// <exception cref="NotebookException">There is one already, or it cannot be written; what was there stays.</exception>
    public static FilesFolder Place(string folder, IReadOnlyList<ExportedFile> files, bool overwrite)
    {
        if (files.Count > 0 && Path.Exists(folder) && !overwrite)
        {
            throw new NotebookException($"{folder}: there is a folder already, where the pictures would be. Replace it with --overwrite, or choose another place with --output FILE.md.");
        }

        var foreign = Foreign(folder);
        if (foreign is not null && files.Count > 0)
        {
            throw new NotebookException($"{folder}: the pictures would replace this folder, and '{foreign}' in it is none of an earlier export. Move it away, or choose another place with --output FILE.md.");
        }

        var fresh = $"{folder}.{Guid.NewGuid():N}.tmp";
        string? former = null;
        try
        {
            if (files.Count > 0)
            {
                Directory.CreateDirectory(fresh);
                foreach (var file in files)
                {
                    File.WriteAllBytes(Path.Combine(fresh, file.Name), file.Bytes);
                }
            }

            if (Directory.Exists(folder) && foreign is null)
            {
                former = $"{folder}.{Guid.NewGuid():N}.old";
                Directory.Move(folder, former);
            }

            if (files.Count > 0)
            {
                Directory.Move(fresh, folder);
            }

            return new FilesFolder(folder, former, placed: files.Count > 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(fresh);
            if (former is not null && !Path.Exists(folder))
            {
                Directory.Move(former, folder);
            }

            throw new NotebookException($"{folder}: the pictures cannot be written: {e.Message} Nothing there was changed. Choose another place with --output FILE.md.", e);
        }
    }

    /// <summary>The document is there: the former folder is no longer needed.</summary>
    public void Keep()
    {
        _isKept = true;
        Remove(_former);
    }

    /// <summary>Puts back what was there, unless the document is there.</summary>
    public void Dispose()
    {
        if (_isKept)
        {
            return;
        }

        if (_placed)
        {
            Remove(_folder);
        }

        if (_former is not null)
        {
            Directory.Move(_former, _folder);
        }
    }

    /// <summary>What stands in a folder that no export put there; <see langword="null"/> when there is no such thing.</summary>
    private static string? Foreign(string folder) =>
        File.Exists(folder) ? "it is a file" : !Directory.Exists(folder) ? null : Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).FirstOrDefault(name => !OwnName().IsMatch(name!));

    [GeneratedRegex(@"^cell-\d+-\d+\.(svg|png|jpg|gif|webp)$")]
    private static partial Regex OwnName();

    private static void Remove(string? folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
