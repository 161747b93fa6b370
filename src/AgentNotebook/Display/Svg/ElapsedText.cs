using System.Globalization;

namespace AgentNotebook.Display.Svg;

/// <summary>Durations in words.</summary>
internal static class ElapsedText
{
    /// <summary><c>0 s</c>, <c>250 ms</c>, <c>4.2 s</c>, <c>3 min 5 s</c>, <c>2 h 10 min</c>, <c>3 d 4 h</c>.</summary>
    public static string Text(TimeSpan time)
    {
        if (time < TimeSpan.Zero)
        {
            return "−" + Text(time == TimeSpan.MinValue ? TimeSpan.MaxValue : -time);
        }

        var milliseconds = Math.Round(time.TotalMilliseconds, 1);
        return milliseconds switch
        {
            0 => "0 s",
            < 999.5 => string.Create(CultureInfo.InvariantCulture, $"{(milliseconds < 10 ? milliseconds : Math.Round(milliseconds)):0.#} ms"),
            < 59_950 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.#} s"),
            _ => Long((long)Math.Round(time.TotalSeconds)),
        };
    }

    private static string Long(long seconds) => seconds switch
    {
        < 3600 => Pair(seconds / 60, "min", seconds % 60, "s"),
        < 172_800 => Pair(seconds / 3600, "h", seconds % 3600 / 60, "min"),
        _ => Pair(seconds / 86_400, "d", seconds % 86_400 / 3600, "h"),
    };

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
