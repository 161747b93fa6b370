using AgentNotebook.Display.Svg;
using AgentNotebook.Gpu;

namespace AgentNotebook.Display.Curves;

/// <summary>Shows a memory curve as a picture and in words.</summary>
public static class MemoryCurveView
{
    /// <summary>Renders a curve.</summary>
    /// <remarks>
    /// The picture has one plot a device (16 at most) over a common time axis: use by us, by others and unexplained as areas one upon another, the
    /// peak labelled, marks as thin lines whose labels never overlap. It holds no script and no reference, stays below
    /// 60 KB for any curve, and follows the page's light or dark theme. The same curve gives the same bytes.
    /// </remarks>
    /// <param name="curve">What to show.</param>
    /// <param name="options">Size of the picture. Default: as documented there.</param>
    /// <returns><c>image/svg+xml</c>, the same as <c>text/html</c>, and <c>text/plain</c> with the figures and a small curve of bars.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static MimeBundle Render(MemoryCurve curve, MemoryCurveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var devices = CurveDigest.Of(curve, CurveText.MaxDevices);
        return ShrinkingPicture.Bundle(Draw(curve, devices, options), "Memory curve", CurveText.Render(curve, devices), VolatileMark.MemoryCurve);
    }

    /// <summary>The curve as one JSON document: times in seconds, amounts in bytes.</summary>
    public static string ToJson(MemoryCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return CurveJson.Of(curve);
    }

    /// <summary>The curve as comma-separated values with a header: a sample or a mark a row, in order of time.</summary>
    public static string ToCsv(MemoryCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return CurveCsv.Of(curve);
    }

    /// <summary>The picture alone, one <c>svg</c> element to be placed within HTML.</summary>
    internal static string Svg(MemoryCurve curve, MemoryCurveOptions? options = null) => Draw(curve, CurveDigest.Of(curve, CurveChart.MaxDevices), options);

    /// <summary>The figures alone, for a terminal.</summary>
    internal static string ToText(MemoryCurve curve) => CurveText.Render(curve, CurveDigest.Of(curve, CurveText.MaxDevices));

    private static string Draw(MemoryCurve curve, IReadOnlyList<CurveDigest> devices, MemoryCurveOptions? options)
    {
        options ??= new MemoryCurveOptions();
        options.Validate();
        return CurveChart.Draw(curve, devices, options);
    }
}
