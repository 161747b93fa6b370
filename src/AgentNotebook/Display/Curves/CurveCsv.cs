using System.Globalization;
using System.Text;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>A memory curve as a table of comma-separated values (RFC 4180), a sample or a mark a row, in order of time.</summary>
internal static class CurveCsv
{
    /// <summary>The first row.</summary>
    public const string Header = "seconds,device,used_bytes,ours_bytes,others_bytes,unexplained_bytes,mark\n";

    /// <summary>The table; amounts that the curve does not tell are empty.</summary>
    public static string Of(MemoryCurve curve)
    {
        var rows = curve.Devices
            .SelectMany(series => series.Samples.Select(sample => (sample.At, Text: Row(series.Device, sample, curve.HasShare))))
            .Concat(curve.Marks.Select(mark => (mark.At, Text: Row(mark))))
            .OrderBy(row => row.At);
        var text = new StringBuilder(Header);
        foreach (var row in rows)
        {
            text.Append(row.Text);
        }

        return text.ToString();
    }

    /// <summary>A sample's row.</summary>
    public static string Row(MemoryDevice device, MemorySample sample, bool hasShare)
    {
        var shares = hasShare ? string.Create(CultureInfo.InvariantCulture, $"{sample.OursBytes},{sample.OthersBytes},{sample.UnexplainedBytes}") : ",,";
        return string.Create(CultureInfo.InvariantCulture, $"{sample.At.TotalSeconds:0.######},{device.Index},{sample.UsedBytes},{shares},\n");
    }

    private static string Row(MemoryMark mark) => string.Create(CultureInfo.InvariantCulture, $"{mark.At.TotalSeconds:0.######},,,,,,{Quoted(mark.Name)}\n");

    // A leading = + - @ makes a formula of a cell in spreadsheets, and names come from notebooks and logs: such a name gets a quote before it.
    private static string Quoted(string name)
    {
        var safe = name.Length > 0 && "=+-@\t\r".Contains(name[0]) ? $"'{name}" : name;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
