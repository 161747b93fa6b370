using System.Globalization;

namespace AgentNotebook.Magics;

/// <summary>Times and sizes as people type them.</summary>
public static class Quantity
{
    private static readonly (string Unit, double Milliseconds)[] _durations =
        [("ms", 1), ("s", 1_000), ("min", 60_000), ("m", 60_000), ("h", 3_600_000)];

    private static readonly (string Unit, long Bytes)[] _sizes =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ];

    /// <summary>Reads a time such as <c>500ms</c>, <c>1.5s</c>, <c>5m</c>, <c>5min</c> or <c>1h</c>; more than zero and at most 365 days.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        foreach (var (unit, milliseconds) in _durations)
        {
            if (TryNumber(text, unit, out var number) && number > 0 && number * milliseconds <= TimeSpan.FromDays(365).TotalMilliseconds)
            {
                duration = TimeSpan.FromMilliseconds(number * milliseconds);
                return true;
            }
        }

        duration = default;
        return false;
    }

    /// <summary>Reads a size such as <c>512MiB</c> (powers of 1024), <c>2GB</c> (powers of 1000) or a plain number of bytes; more than zero and below 2^60.</summary>
    public static bool TryParseBytes(string text, out long bytes)
    {
        foreach (var (unit, size) in _sizes)
        {
            if (TryNumber(text, unit, out var number) && number > 0 && number * size < (double)(1L << 60))
            {
                bytes = (long)(number * size);
                return true;
            }
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) && bytes is > 0 and < 1L << 60;
    }

    private static bool TryNumber(string text, string unit, out double number)
    {
        number = 0;
        return text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
            && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
