namespace AgentNotebook.Display.StateGraph;

/// <summary>Where a state stands in the picture.</summary>
/// <param name="X">Centre, from the left.</param>
/// <param name="Y">Centre, from the top.</param>
/// <param name="Width">Full width.</param>
internal readonly record struct NodeBox(double X, double Y, double Width)
{
    internal const double Height = 44;

    internal double Left => X - (Width / 2);

    internal double Right => X + (Width / 2);

    internal double Top => Y - (Height / 2);

    internal double Bottom => Y + (Height / 2);
}
