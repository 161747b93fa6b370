using System.Globalization;

namespace AgentNotebook.Text;

/// <summary>Bytes in words, in binary units (IEC 80000-13).</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary><c>0 B</c>, <c>512 MiB</c>, <c>3.2 GiB</c>: one decimal below 100.</summary>
    public static string Of(long bytes)
    {
        var value = Math.Abs((double)bytes);
        var unit = 0;

        // From here on it would read "1024".
        while (value >= 1023.5 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        var digits = value.ToString(value < 100 ? "0.#" : "0", CultureInfo.InvariantCulture);
        return $"{(bytes < 0 ? "−" : "")}{digits} {Units[unit]}";
    }
}
