using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>A memory curve as one JSON document, for a program.</summary>
/// <remarks>
/// Times are seconds since <c>start</c>, amounts bytes. A device's samples are arrays of one length, <c>seconds</c>, <c>used</c>, <c>ours</c>,
/// <c>others</c> and <c>unexplained</c>; the last three are left out where the curve does not tell shares. <c>balance</c> is what was in use by us
/// before, at the peak and after, and by what that is known.
/// </remarks>
internal static class CurveJson
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    /// <summary>The document.</summary>
    public static string Of(MemoryCurve curve)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            Write(json, curve);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, MemoryCurve curve)
    {
        json.WriteStartObject();
        json.WriteString("title", curve.Title);
        json.WriteString("explanation", curve.Explanation);
        json.WriteBoolean("isGpu", curve.IsGpu);
        json.WriteBoolean("hasShare", curve.HasShare);
        json.WriteString("start", curve.Start);
        json.WriteStartArray("devices");
        foreach (var series in curve.Devices)
        {
            Write(json, curve, series);
        }

        json.WriteEndArray();
        json.WriteStartArray("balance");
        foreach (var balance in MemoryBalance.Of(curve))
        {
            Write(json, balance);
        }

        json.WriteEndArray();
        json.WriteStartArray("marks");
        foreach (var mark in curve.Marks)
        {
            json.WriteStartObject();
            json.WriteNumber("seconds", Seconds(mark.At));
            json.WriteString("name", mark.Name);
            json.WriteString("kind", Word(mark.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MemoryCurve curve, MemorySeries series)
    {
        json.WriteStartObject();
        json.WriteNumber("index", series.Device.Index);
        json.WriteString("label", series.Device.Label);
        json.WriteString("name", series.Device.Name);
        json.WriteNumber("totalBytes", series.Device.TotalBytes);
        json.WriteNumber("peakBytes", series.PeakBytes);
        Write(json, "seconds", series.Samples, sample => Seconds(sample.At));
        Write(json, "used", series.Samples, sample => sample.UsedBytes);
        if (curve.HasShare)
        {
            json.WriteNumber("peakOursBytes", series.PeakOursBytes);
            Write(json, "ours", series.Samples, sample => sample.OursBytes);
            Write(json, "others", series.Samples, sample => sample.OthersBytes);
            Write(json, "unexplained", series.Samples, sample => sample.UnexplainedBytes);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MemoryBalance balance)
    {
        json.WriteStartObject();
        json.WriteString("device", balance.Device.Label);
        json.WriteString("basis", Word(balance.Basis));
        json.WriteNumber("beforeBytes", balance.BeforeBytes);
        json.WriteNumber("peakBytes", balance.PeakBytes);
        json.WriteNumber("afterBytes", balance.AfterBytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<MemorySample> samples, Func<MemorySample, decimal> value)
    {
        json.WriteStartArray(name);
        foreach (var sample in samples)
        {
            json.WriteNumberValue(value(sample));
        }

        json.WriteEndArray();
    }

    // To the microsecond, as a log keeps it; a decimal, so that no digit is made up.
    private static decimal Seconds(TimeSpan at) => at.Ticks / TimeSpan.TicksPerMicrosecond / 1_000_000m;

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
