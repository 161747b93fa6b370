using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace AgentNotebook.Gpu.Sampling;

/// <summary>The lines of a sample log: a first line that names the format, a second with the header as JSON, then a sample or a mark a line.</summary>
/// <remarks>
/// <code>
/// agentnb-memory 1
/// {"title":"GPU memory (NVML 580.1)", … }
/// s 0 50012 2000000 340 700       sample: device, microseconds since the start, bytes used, ours, of others
/// p 0 2000000 340                 peak of a device: bytes used, ours (written where samples were merged)
/// m 61007 cell "cell 3"           mark: microseconds, kind, name as a JSON string
/// </code>
/// Every line ends with a line feed: one without was being written when its process ended.
/// </remarks>
internal static class SampleLogLine
{
    public const string Format = "agentnb-memory 1";

    /// <summary>The longest line.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>The longest line of a sample.</summary>
    public const int MaxSampleBytes = 128;

    /// <summary>Larger figures are none of a machine's, and a sum of a few could not be reckoned with any more.</summary>
    private const long MaxNumber = 1L << 60;

    /// <summary>Writes a sample. Allocates nothing.</summary>
    /// <returns>The length.</returns>
    public static int Write(Span<byte> buffer, int device, in MemorySample sample) =>
        Write(buffer, (byte)'s', [device, Microseconds(sample.At), sample.UsedBytes, sample.OursBytes, sample.OthersBytes]);

    /// <summary>Writes the peaks of a device.</summary>
    /// <returns>The length.</returns>
    public static int WritePeak(Span<byte> buffer, int device, long used, long ours) => Write(buffer, (byte)'p', [device, used, ours]);

    // By hand: an interpolated string boxes every number until the runtime has compiled it a second time.
    private static int Write(Span<byte> buffer, byte kind, ReadOnlySpan<long> numbers)
    {
        buffer[0] = kind;
        var length = 1;
        foreach (var number in numbers)
        {
            buffer[length++] = (byte)' ';
            Utf8Formatter.TryFormat(number, buffer[length..], out var digits);
            length += digits;
        }

        buffer[length++] = (byte)'\n';
        return length;
    }

    /// <summary>A mark's line.</summary>
    public static byte[] Of(MemoryMark mark) =>
        System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"m {Microseconds(mark.At)} {mark.Kind.ToString().ToLowerInvariant()} {JsonSerializer.Serialize(mark.Name)}\n"));

    /// <summary>Reads a sample.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="devices">How many devices the header names.</param>
    public static (int Device, MemorySample Sample)? ReadSample(ReadOnlySpan<byte> line, int devices)
    {
        Span<long> fields = stackalloc long[5];
        return ReadNumbers(line, "s "u8, fields) && fields[0] < devices && TryTime(fields[1], out var at)
            ? ((int)fields[0], new MemorySample(at, fields[2], fields[3]) { OthersBytes = fields[4] })
            : null;
    }

    /// <summary>Reads the peaks of a device.</summary>
    public static (int Device, long Used, long Ours)? ReadPeak(ReadOnlySpan<byte> line, int devices)
    {
        Span<long> fields = stackalloc long[3];
        return ReadNumbers(line, "p "u8, fields) && fields[0] < devices ? ((int)fields[0], fields[1], fields[2]) : null;
    }

    /// <summary>Reads a mark.</summary>
    public static MemoryMark? ReadMark(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("m "u8) || !Utf8Parser.TryParse(line[2..], out long microseconds, out var digits) || !TryTime(microseconds, out var at))
        {
            return null;
        }

        var rest = line[(2 + digits)..].TrimStart((byte)' ');
        var space = rest.IndexOf((byte)' ');
        if (space < 0 || !Enum.TryParse<MemoryMarkKind>(System.Text.Encoding.UTF8.GetString(rest[..space]), ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<string>(rest[(space + 1)..]) is { Length: > 0 } name ? new MemoryMark(at, name) { Kind = kind } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long Microseconds(TimeSpan at) => at.Ticks / TimeSpan.TicksPerMicrosecond;

    private static bool TryTime(long microseconds, out TimeSpan at)
    {
        // A century: beyond it a sum of two could not be reckoned with any more.
        var isTime = microseconds is >= 0 and < 3_155_760_000_000_000;
        at = isTime ? TimeSpan.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond) : default;
        return isTime;
    }

    private static bool ReadNumbers(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, Span<long> fields)
    {
        if (!line.StartsWith(prefix))
        {
            return false;
        }

        line = line[prefix.Length..];
        for (var i = 0; i < fields.Length; i++)
        {
            if (!Utf8Parser.TryParse(line, out fields[i], out var digits) || fields[i] is < 0 or > MaxNumber)
            {
                return false;
            }

            line = line[digits..];
            if (i < fields.Length - 1)
            {
                if (line.IsEmpty || line[0] != (byte)' ')
                {
                    return false;
                }

                line = line[1..];
            }
        }

        return line.IsEmpty;
    }
}
