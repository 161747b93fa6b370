using System.Text;
using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Display.RunCard;

/// <summary>Shows the step that a run has just made: from where to where, what happened, why, and what changed in the code.</summary>
public static class StepView
{
    // As for run cards: the first that fits is taken.
    private const int MaximumBytes = 60_000;

    /// <summary>Renders the last transition of a run. Like a run card, it is one <c>div</c> of well-formed XHTML without script that follows the page's theme.</summary>
    /// <param name="run">The run, after the step.</param>
    /// <param name="step">Which step it was.</param>
    /// <returns><c>text/html</c> and <c>text/plain</c>.</returns>
    /// <exception cref="ArgumentException">The run has made no step.</exception>
    public static MimeBundle Render(RunRecord run, StepOfRun step)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(step);
        if (run.Transitions.Count == 0)
        {
            throw new ArgumentException($"Run {Untrusted.Line(run.Id, 80)} has made no step.", nameof(run));
        }

        var facts = new RunFacts(run, new RunCardOptions());
        var html = "";
        foreach (var detail in CardDetail.Steps)
        {
            html = new StepHtml(CardStyle.OpenCard(), facts, detail).Write(step);
            if (Encoding.UTF8.GetByteCount(html) <= MaximumBytes)
            {
                break;
            }
        }

        return MimeBundle.FromHtml(html, StepText.Write(facts, step));
    }
}
