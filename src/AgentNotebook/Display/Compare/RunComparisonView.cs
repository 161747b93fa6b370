using System.Text;
using AgentNotebook.Agents.Replay;

namespace AgentNotebook.Display.Compare;

/// <summary>Shows two runs side by side: request, plan, steps, attempts with the difference of their code, outcome, spending, and where they part.</summary>
public static class RunComparisonView
{
    /// <summary>Size of the HTML.</summary>
    /// <value>Default 512 KiB.</value>
    public const int MaximumBytes = 512 << 10;

    /// <summary>Renders a comparison.</summary>
    /// <remarks>
    /// Well-formed XHTML without script and references, in the look of run cards; everything in it that came from a model or a guest is
    /// escaped. The same runs give the same bytes.
    /// </remarks>
    /// <param name="comparison">The two runs.</param>
    /// <param name="maximumBytes">Size of the HTML: what does not fit is shown in less detail.</param>
    /// <returns><c>text/html</c> and <c>text/plain</c>.</returns>
    public static MimeBundle Render(RunComparison comparison, int maximumBytes = MaximumBytes)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBytes);
        var html = ComparisonDetail.Levels.Select(detail => new ComparisonHtml(comparison, detail).Write());
        return MimeBundle.FromHtml(
            html.FirstOrDefault(written => Encoding.UTF8.GetByteCount(written) <= maximumBytes) ?? new ComparisonHtml(comparison, ComparisonDetail.Levels[^1]).Write(),
            ComparisonText.Write(comparison));
    }
}
