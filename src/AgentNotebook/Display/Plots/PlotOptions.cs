namespace AgentNotebook.Display.Plots;

/// <summary>What stands around the points of a plot.</summary>
/// <param name="Title">Says what the plot shows.</param>
/// <param name="XTitle">Names what lies to the right, with its unit.</param>
/// <param name="YTitle">Names what lies upwards, with its unit.</param>
public sealed record PlotOptions(string Title, string XTitle, string YTitle)
{
    /// <summary>Places on the axis to the right that are marked by a line across, each with a label.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<(double X, string Label)> Marks { get; init; } = [];

    /// <summary>Width in pixels, from 320 to 2,000.</summary>
    /// <value>720.</value>
    public int Width { get; init; } = 720;

    /// <summary>Height of the plot itself in pixels, from 100 to 1,000.</summary>
    /// <value>280.</value>
    public int PlotHeight { get; init; } = 280;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 320);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Width, 2_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(PlotHeight, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PlotHeight, 1_000);
    }
}
