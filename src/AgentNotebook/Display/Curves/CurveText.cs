using System.Text;
using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>A memory curve in plain text.</summary>
internal static class CurveText
{
    /// <summary>Devices that are named.</summary>
    public const int MaxDevices = 64;

    private const int SparkColumns = 48;
    private const int MaxMarks = 20;
    private const int MaxName = 80;
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>The figures of every device, a small curve of bars, and the marks.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="devices">The digests of its devices, <see cref="MaxDevices"/> at most.</param>
    public static string Render(MemoryCurve curve, IReadOnlyList<CurveDigest> devices)
    {
        var text = new StringBuilder();
        text.AppendLine(Line(curve.Title, 200));
        if (curve.Explanation.Length > 0)
        {
            text.AppendLine(Line(curve.Explanation, 600));
        }

        var end = CurveFigures.AxisEnd(curve);
        foreach (var device in devices)
        {
            text.AppendLine($"{Heading(curve, device.Series)}: {CurveFigures.Sentence(curve, device)}");
            if (!device.IsEmpty)
            {
                text.AppendLine($"  {Spark(device, end)}  0 to {ElapsedText.Text(CurveFigures.Last(curve))}");
            }
        }

        if (curve.Devices.Count == 0)
        {
            text.AppendLine("no device");
        }
        else if (curve.Devices.Count > devices.Count)
        {
            text.AppendLine($"and {curve.Devices.Count - devices.Count} more devices");
        }

        if (curve.Marks.Count > 0)
        {
            var shown = curve.Marks.Take(MaxMarks).Select(mark => $"{ElapsedText.Text(mark.At)} {Line(mark.Name, MaxName)}");
            var rest = curve.Marks.Count > MaxMarks ? $" · and {curve.Marks.Count - MaxMarks} more" : "";
            text.AppendLine($"marks: {string.Join(" · ", shown)}{rest}");
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n');
    }

    /// <summary>A device's number, name and capacity.</summary>
    public static string Heading(MemoryCurve curve, MemorySeries series)
    {
        var name = Line(series.Device.Name, MaxName);
        var capacity = series.Device.TotalBytes > 0 ? $" ({ByteSize.Text(series.Device.TotalBytes)}{(curve.IsGpu ? "" : " machine memory")})" : "";
        return curve.IsGpu ? $"{Line(series.Device.Label, MaxName)} {name}{capacity}" : $"{name}{capacity}";
    }

    private static string Spark(CurveDigest device, TimeSpan end)
    {
        var highest = new long[SparkColumns];
        Array.Fill(highest, -1);
        foreach (var (at, value) in device.Used)
        {
            var column = (int)Math.Clamp(at / end * SparkColumns, 0, SparkColumns - 1);
            highest[column] = Math.Max(highest[column], Math.Max(0, value));
        }

        var top = Math.Max(1, highest.Max());
        var before = highest.First(value => value >= 0);
        var bars = new char[SparkColumns];
        for (var i = 0; i < SparkColumns; i++)
        {
            before = highest[i] >= 0 ? highest[i] : before;
            bars[i] = Bars[(int)Math.Round((double)before / top * (Bars.Length - 1))];
        }

        return new string(bars);
    }

    /// <summary>One line of bounded length: names come from cells and drivers.</summary>
    private static string Line(string text, int characters) =>
        SvgText.Cut(string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)), characters);
}
