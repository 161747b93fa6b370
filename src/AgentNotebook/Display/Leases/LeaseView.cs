using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.Display.Leases;

/// <summary>Shows what a lease took, what came back, and who holds the rest.</summary>
public static class LeaseView
{
    /// <summary>Renders a report: one <c>div</c> of well-formed XHTML without script that follows the page's light or dark theme, and the same as text.</summary>
    /// <param name="report">What to show. Of many holders and failures the first are shown, and how many are missing.</param>
    /// <returns><c>text/html</c> and <c>text/plain</c>.</returns>
    public static MimeBundle Render(LeaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return MimeBundle.FromHtml(LeaseHtml.Write(report), ToText(report));
    }

    /// <summary>The report in plain text.</summary>
    /// <param name="report">What to show.</param>
    public static string ToText(LeaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return LeaseText.Write(report);
    }
}
