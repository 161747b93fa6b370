namespace AgentNotebook.Models.Recording;

/// <summary>Reads a recording from its file, no more of it than the limits allow.</summary>
public static class RecordingReader
{
    /// <summary>Reads all whole lines.</summary>
    /// <param name="file">The file.</param>
    /// <param name="format">What its lines are.</param>
    /// <param name="limits">Bounds; <see langword="null"/> for the defaults.</param>
    /// <exception cref="RecordingException">It cannot be read, is no recording, was written by a newer version, or a line is wrong: the message names it.</exception>
    public static RecordingText Read(string file, RecordingFormat format, RecordingLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(format);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Read(stream, file, format, limits ?? new RecordingLimits());
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RecordingException($"There is no recording {file}. Check the name; '--record FILE' makes one.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"The recording {file} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>As <see cref="Read(string, RecordingFormat, RecordingLimits?)"/>, from a stream.</summary>
    internal static RecordingText Read(Stream stream, string file, RecordingFormat format, RecordingLimits limits)
    {
        var lines = new List<RecordingLine>();
        var line = new MemoryStream();
        var (buffer, total, complete) = (new byte[64 << 10], 0L, 0L);
        for (int read; (read = stream.Read(buffer)) > 0; total += read)
        {
            if (total + read > limits.Bytes)
            {
                throw TooLarge($"is larger than {limits.Bytes:N0} bytes");
            }

            for (var rest = buffer.AsSpan(0, read); rest.Length > 0;)
            {
                var end = rest.IndexOf((byte)'\n');
                var part = end < 0 ? rest : rest[..end];
                if (line.Length + part.Length > limits.LineBytes)
                {
                    throw TooLarge($"has more than {limits.LineBytes:N0} bytes in line {lines.Count + 1}");
                }

                line.Write(part);
                if (end < 0)
                {
                    break;
                }

                if (lines.Count == limits.Lines)
                {
                    throw TooLarge($"has more than {limits.Lines:N0} lines");
                }

                lines.Add(format.Read(line.GetBuffer().AsMemory(0, (int)line.Length), lines.Count + 1, file));
                complete += line.Length + 1;
                line.SetLength(0);
                rest = rest[(end + 1)..];
            }
        }

        return lines.Count > 0
            ? new RecordingText(lines, complete, line.Length > 0)
            : throw new RecordingException($"{file} is not a recording of a run: it has no whole line. Name another file; '--record FILE' makes one.");

        RecordingException TooLarge(string what) => new($"The recording {file} {what}, which is more than is read. Name another file, or record the run anew.");
    }
}
