using AgentNotebook.Execution.Exchange;

namespace AgentNotebook.Tool.Reports;

/// <summary>Writes a file that is there with all its text or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Says before long work that there is a file already.</summary>
    /// <param name="path">Where.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="ExchangeFileException">It may not, or there is no such folder.</exception>
    public static void Check(string path, bool overwrite)
    {
        if (!overwrite && Path.Exists(path))
        {
            throw new ExchangeFileException($"{path}: there is a file already. Replace it with --overwrite, or choose another place.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new ExchangeFileException($"{path}: there is no such folder. Choose another place.");
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="text">What, as UTF-8.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="ExchangeFileException">There is a file already, or it cannot be written; what was there stays.</exception>
    public static void Write(string path, string text, bool overwrite)
    {
        Check(path, overwrite);
        var temporary = $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new ExchangeFileException($"{path}: the page cannot be written: {exception.Message} Choose another place.", exception);
        }
    }
}
