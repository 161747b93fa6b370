using AgentNotebook.Files;

namespace AgentNotebook.Models.Recording;

/// <summary>Writes a recording line by line; a line is on the disk when <see cref="Write"/> returns.</summary>
public sealed class RecordingWriter : IDisposable
{
    private readonly FileStream _stream;
    private readonly RecordingLimits _limits;
    private readonly bool _isNew;
    private readonly Lock _gate = new();
    private RecordingException? _broken;
    private bool _disposed;

    private RecordingWriter(FileStream stream, RecordingLimits limits, bool isNew) => (_stream, _limits, _isNew) = (stream, limits, isNew);

    /// <summary>The file.</summary>
    public string File => _stream.Name;

    /// <summary>Makes a recording. A file that nothing is written to is removed again.</summary>
    /// <param name="file">The file; its folder is made when it is missing.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <param name="limits">Bounds; <see langword="null"/> for the defaults.</param>
    /// <exception cref="RecordingException">The file is there already, or cannot be made.</exception>
    public static RecordingWriter Create(string file, bool overwrite = false, RecordingLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        if (!overwrite && System.IO.File.Exists(file))
        {
            throw new RecordingException($"The recording {file} is there already. Name another file, or replace it with '--overwrite'.");
        }

        return Open(file, overwrite ? FileMode.Create : FileMode.CreateNew, limits, isNew: true);
    }

    /// <summary>Goes on with a recording: what follows its last whole line is cut off first.</summary>
    /// <param name="file">The file.</param>
    /// <param name="completeBytes">Where its last whole line ends; see <see cref="RecordingText.CompleteBytes"/>.</param>
    /// <param name="limits">Bounds; <see langword="null"/> for the defaults.</param>
    /// <exception cref="RecordingException">The file cannot be written.</exception>
    public static RecordingWriter Continue(string file, long completeBytes, RecordingLimits? limits = null)
    {
        var writer = Open(file, FileMode.Open, limits, isNew: false);
        writer._stream.SetLength(completeBytes);
        writer._stream.Seek(0, SeekOrigin.End);
        return writer;
    }

    /// <summary>Appends a line.</summary>
    /// <exception cref="RecordingException">It cannot be written. Nothing is written from then on: a recording has no gaps.</exception>
    public void Write(RecordingLine line)
    {
        lock (_gate)
        {
            ThrowIfBroken();
            try
            {
                byte[] text = [.. RecordingFormat.Write(line), (byte)'\n'];
                if (text.Length > _limits.LineBytes)
                {
                    throw new IOException($"A line of the kind '{line.Kind}' has {text.Length:N0} bytes, more than the {_limits.LineBytes:N0} that would be read again.");
                }

                _stream.Write(text);
                _stream.Flush();
                FileSync.Flush(_stream.SafeFileHandle);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Text.Json.JsonException or ObjectDisposedException)
            {
                _broken = new RecordingException($"The recording {File} cannot be written: {exception.Message} The run stopped where its journal ends; it can be resumed without '--record'.", exception);
                throw _broken;
            }
        }
    }

    /// <summary>Throws again what a former <see cref="Write"/> threw.</summary>
    public void ThrowIfBroken()
    {
        if (_broken is { } broken)
        {
            throw broken;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        var unused = _isNew && _broken is null && _stream.Length == 0;
        _stream.Dispose();
        if (unused)
        {
            System.IO.File.Delete(File);
        }
    }

    private static RecordingWriter Open(string file, FileMode mode, RecordingLimits? limits, bool isNew)
    {
        try
        {
            var path = Path.GetFullPath(file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new RecordingWriter(new FileStream(path, mode, FileAccess.Write, FileShare.Read), limits ?? new RecordingLimits(), isNew);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"The recording {file} cannot be written: {exception.Message}", exception);
        }
    }
}
