namespace AgentNotebook.Display.Curves;

/// <summary>How a memory curve is drawn.</summary>
public sealed record MemoryCurveOptions
{
    /// <summary>Width of the picture; a narrower page scales it down.</summary>
    /// <value>Pixels; default 760; 320 to 1,600.</value>
    public int Width { get; init; } = 760;

    /// <summary>Height of one device's plot.</summary>
    /// <value>Pixels; 40 to 400; default <see langword="null"/>: 130 for up to two devices, 90 for up to four, 64 beyond.</value>
    public int? PlotHeight { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    internal void Validate()
    {
        if (Width is < 320 or > 1600)
        {
            throw new ArgumentOutOfRangeException(nameof(Width), Width, $"{nameof(Width)} is {Width}; it goes from 320 to 1600.");
        }

        if (PlotHeight is < 40 or > 400)
        {
            throw new ArgumentOutOfRangeException(nameof(PlotHeight), PlotHeight, $"{nameof(PlotHeight)} is {PlotHeight}; it goes from 40 to 400.");
        }
    }
}
