using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Display.RunCard;

/// <summary>Shows all of a run on one card: what it came to, what it spent, its path and every attempt.</summary>
public static class RunCardView
{
    /// <summary>Renders a card.</summary>
    /// <remarks>
    /// The card is one <c>div</c> of well-formed XHTML without script and references. It follows the page's light or dark theme, works with
    /// the keyboard, and stays within <see cref="RunCardOptions.MaximumBytes"/> for any run. Everything in it that came from a model or a
    /// guest is escaped. The same run and options give the same bytes.
    /// </remarks>
    /// <param name="run">The run, started.</param>
    /// <param name="options">What to show beside it. Default: as documented there.</param>
    /// <returns><c>text/html</c> and <c>text/plain</c>.</returns>
    /// <exception cref="ArgumentException">The run was not started, or an option is wrong.</exception>
    public static MimeBundle Render(RunRecord run, RunCardOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Request is null)
        {
            throw new ArgumentException($"Run {Untrusted.Line(run.Id, 80)} was not started: there is nothing to show of it.", nameof(run));
        }

        options ??= new RunCardOptions();
        options.Validate();
        var facts = new RunFacts(run, options);
        return MimeBundle.FromHtml(RunCardHtml.Write(facts), RunCardText.Write(facts));
    }
}
