namespace AgentNotebook.Display.Plots;

/// <summary>Points that belong together.</summary>
/// <param name="Name">What the legend calls them.</param>
/// <param name="Points">The points, joined by lines in this order.</param>
public sealed record PlotSeries(string Name, IReadOnlyList<PlotPoint> Points)
{
    /// <summary>Whether lines join the points.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool IsJoined { get; init; } = true;
}
