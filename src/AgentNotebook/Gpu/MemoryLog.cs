using System.Text;
using System.Text.Json;
using AgentNotebook.Gpu.Sampling;
using AgentNotebook.Text;

namespace AgentNotebook.Gpu;

/// <summary>Reads the log that a sampler kept (<see cref="MemorySamplerOptions.LogFile"/>), also one whose process was killed, also one that is being written.</summary>
/// <remarks>Its format is described in <c>SampleLogLine</c>. A log is not believed blindly: its size, its lines, its devices and its marks are bounded, and what is read is thinned as a sampler thins.</remarks>
public static class MemoryLog
{
    /// <summary>A longer file is refused.</summary>
    /// <value>2 GiB: twice the longest log a sampler writes.</value>
    public const long MaxFileBytes = 2L << 30;

    /// <summary>The log of the process before this one, if there is one.</summary>
    /// <param name="file">The log of this process, as in <see cref="MemorySamplerOptions.LogFile"/>.</param>
    /// <returns>Its path; <see langword="null"/> when there is none.</returns>
    public static string? Previous(string file) => File.Exists(PreviousOf(file)) ? PreviousOf(file) : null;

    /// <summary>Reads a log as a curve.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">How much of it is kept. Default: as documented there.</param>
    /// <returns>The curve. Where a line is damaged it ends before it, and its explanation says so; a last line that is not complete is passed over.</returns>
    /// <exception cref="MemoryLogException">There is no such file, it cannot be read, or it is no such log.</exception>
    public static MemoryCurve Read(string file, MemorySamplerOptions? options = null)
    {
        options ??= new MemorySamplerOptions();
        options.Validate();
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
            return stream.Length > MaxFileBytes
                ? throw new MemoryLogException($"{file} is no log of memory samples: it has {ByteText.Of(stream.Length)}, and none has more than {ByteText.Of(MaxFileBytes)}.")
                : Read(file, new LogLines(stream), options);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MemoryLogException($"The log of memory samples {file} cannot be read: {failure.Message}", failure);
        }
    }

    internal static string PreviousOf(string file) => file + ".previous";

    private static MemoryCurve Read(string file, LogLines lines, MemorySamplerOptions options)
    {
        if (!lines.Next(out var line) || !line.SequenceEqual(Encoding.UTF8.GetBytes(SampleLogLine.Format)))
        {
            throw new MemoryLogException($"{file}, line 1: it is no log of memory samples, which begins with '{SampleLogLine.Format}'. Such logs are written by 'agentnb gpu watch --log FILE' and by notebooks, beside their session.");
        }

        var header = lines.Next(out line) ? Header(line) : null;
        if (header is null)
        {
            throw new MemoryLogException($"{file}, line 2: it does not say what was measured, so that nothing after it can be read. Its process ended while it began the log, or the file is damaged.");
        }

        var content = new LogContent(header, options);
        var damage = "";
        while (lines.Next(out line))
        {
            if (!content.Add(line))
            {
                damage = $"The log is damaged at line {lines.Number} and shown up to there.";
                break;
            }
        }

        damage = lines.IsTooLong ? $"The log is damaged at line {lines.Number + 1}, which does not end, and shown up to there." : damage;
        return content.ToCurve(damage);
    }

    private static SampleLogHeader? Header(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<SampleLogHeader>(line) is { Title: not null, Explanation: not null, Devices: { Count: <= SampleLogHeader.MaxDevices } devices } header
                && devices.All(device => device is { Name: not null, Label: not null })
                ? header
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
