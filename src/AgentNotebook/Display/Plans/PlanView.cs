using AgentNotebook.Gpu.Planning;

namespace AgentNotebook.Display.Plans;

/// <summary>Shows a placement plan as a picture and in words.</summary>
public static class PlanView
{
    /// <summary>Renders a plan.</summary>
    /// <remarks>
    /// The picture has one bar a device (16 at most) with its modules as segments. It holds no script and no reference, stays below 60 KB for
    /// any plan, and follows the page's light or dark theme. The same plan gives the same bytes.
    /// </remarks>
    /// <param name="plan">What to show.</param>
    /// <returns><c>image/svg+xml</c>, and <c>text/plain</c> with every line of the plan.</returns>
    public static MimeBundle Render(PlacementPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return MimeBundle.FromSvg(PlanChart.Draw(plan), ToText(plan));
    }

    /// <summary>The plan in plain text.</summary>
    public static string ToText(PlacementPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return PlanText.Render(plan);
    }
}
