using System.Text.RegularExpressions;
using AgentNotebook.Display;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Sessions;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.Sessions;

public class SessionPageTests
{
    [Fact]
    public void the_page_holds_the_card_of_every_run_and_needs_nothing_else()
    {
        var page = SessionPage.Render("quickstart", [SampleRuns.Explained(), SampleRuns.Nudged()]);
        Assert.StartsWith("<!doctype html>", page);
        Assert.Contains("<title>Session quickstart</title>", page);
        Assert.Contains(RunCardView.Render(SampleRuns.Explained()).Data[MimeBundle.Html], page);
        Assert.Contains(RunCardView.Render(SampleRuns.Nudged()).Data[MimeBundle.Html], page);
        Assert.DoesNotMatch(new Regex("<script|<link|src=|href=|url\\(", RegexOptions.IgnoreCase), page);
    }

    [Fact]
    public void of_many_runs_the_last_are_shown_and_a_hostile_name_is_text()
    {
        var page = SessionPage.Render(Hostile.Text, [.. Enumerable.Repeat(SampleRuns.OutOfTokens(), SessionPage.MaximumRuns + 1)]);
        Assert.Contains($"101 runs, of which the last {SessionPage.MaximumRuns} are shown.", page);
        Assert.DoesNotContain("<script", page);
        Assert.Equal(SessionPage.MaximumRuns, Regex.Count(page, "<h3 "));
    }
}
