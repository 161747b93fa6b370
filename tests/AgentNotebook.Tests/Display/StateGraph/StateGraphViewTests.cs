using System.Text;
using System.Xml.Linq;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.StateGraph;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.StateGraph;

public class StateGraphViewTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    public static TheoryData<AgentState> States => [.. Enum.GetValues<AgentState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void every_state_is_drawn_with_a_title_of_its_own(AgentState state)
    {
        var titles = Titles(Picture(SampleRuns.Repaired()));
        Assert.Single(titles, title => title.StartsWith($"{state}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void visits_times_and_traversals_are_those_of_the_run()
    {
        var titles = Titles(Picture(SampleRuns.Repaired()));
        Assert.Contains("Acting: 3 visits, 730 ms", titles);
        Assert.Contains("Succeeded: 1 visit, the run is here", titles);
        Assert.Contains("Failed: not visited", titles);
        Assert.Contains("Acting → Reflecting (Acted): 3 times", titles);
        Assert.Contains("Reflecting → Revising (RevisionNeeded): 2 times", titles);
        Assert.Contains("Reflecting → Succeeded (ChecksPassed): once", titles);
        Assert.Contains("Retrying → Planning (RetryPlanning): not taken", titles);
    }

    [Fact]
    public void taken_edges_carry_their_count_and_the_others_carry_no_text()
    {
        var labels = Texts(Picture(SampleRuns.Repaired())).Where(text => text.StartsWith('×') && !text.Contains('·')).ToList();

        // Start, Planned, Acted, Revised, RevisionNeeded, ChecksPassed, and the visit of Succeeded.
        Assert.Equal(["×1", "×1", "×1", "×1", "×2", "×2", "×3"], labels.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void retries_are_counted_on_their_edges_in_the_caption_and_in_the_text()
    {
        var bundle = StateGraphView.Render(TransitionTable.Default, SampleRuns.Waiting());
        var picture = XDocument.Parse(bundle.Data[MimeBundle.Svg]).Root!;
        Assert.Contains("Revising → Retrying (TransientFault): 2 times", Titles(picture));
        Assert.Contains(Texts(picture), text => text.Contains("1 retry", StringComparison.Ordinal) && text.Contains("resumed 1 time", StringComparison.Ordinal));
        Assert.StartsWith("Ready → Planning → Acting → Reflecting → Revising → Retrying → Revising → Retrying (1 round, 1 retry)\n", bundle.Data[MimeBundle.Text]);
    }

    [Fact]
    public void where_the_run_is_shows_in_a_word_and_a_thicker_outline_not_in_colour_alone()
    {
        var picture = Picture(SampleRuns.Stopped());
        var marked = Assert.Single(picture.Descendants(_svg + "g"), group => group.Elements(_svg + "text").Any(text => text.Value == "now"));
        Assert.StartsWith("AwaitingHuman: ", marked.Element(_svg + "title")!.Value);
        Assert.Equal("3", marked.Element(_svg + "rect")!.Attribute("stroke-width")!.Value);
    }

    [Fact]
    public void only_states_in_which_a_run_ends_have_a_double_outline()
    {
        var doubled = Picture(null).Elements(_svg + "g")
            .Where(group => group.Elements(_svg + "rect").Count(rect => rect.Attribute("stroke") is not null) == 2)
            .Select(group => group.Element(_svg + "title")!.Value);
        Assert.Equal(["Succeeded: a run ends here", "Failed: a run ends here", "Cancelled: a run ends here"], doubled);
    }

    [Fact]
    public void the_machine_alone_has_every_edge_of_the_table()
    {
        var titles = Titles(Picture(null));
        foreach (var rule in TransitionTable.Default.Rules)
        {
            Assert.True(
                titles.Any(title => title.StartsWith($"{rule.From} → {rule.To} (", StringComparison.Ordinal) && title.Contains(rule.Trigger.ToString(), StringComparison.Ordinal))
                || (StateGraphLayout.Working.Contains(rule.From) && titles.Contains($"Every working state → {rule.To} ({rule.Trigger})")),
                $"{rule} is not drawn.");
        }
    }

    [Fact]
    public void an_edge_that_only_some_working_states_have_is_not_drawn_from_their_frame()
    {
        var table = new TransitionTable([.. TransitionTable.Default.Rules.Where(rule => rule is not { From: AgentState.Acting, Trigger: AgentTrigger.GiveUp })]);
        var titles = Titles(XDocument.Parse(StateGraphView.Render(table).Data[MimeBundle.Svg]).Root!);
        Assert.DoesNotContain("Every working state → Failed (GiveUp)", titles);
        Assert.Contains("Planning → Failed (GiveUp)", titles);
        Assert.DoesNotContain("Acting → Failed (GiveUp)", titles);
        Assert.DoesNotContain("Working --> Failed", StateGraphView.ToMermaid(table));
    }

    [Fact]
    public void the_mermaid_diagram_has_every_edge_of_the_table_and_no_other()
    {
        var mermaid = StateGraphView.ToMermaid(TransitionTable.Default);
        var edges = mermaid.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(" --> ", StringComparison.Ordinal) && !line.Contains("[*]", StringComparison.Ordinal))
            .SelectMany(line => StateGraphLayout.Working.Select(state => line.Replace("Working --> ", $"{state} --> ", StringComparison.Ordinal)).Distinct());
        Assert.Equal(
            TransitionTable.Default.Rules.Select(rule => $"{rule.From} --> {rule.To}: {rule.Trigger}").Order(StringComparer.Ordinal),
            edges.Order(StringComparer.Ordinal));
        Assert.StartsWith("stateDiagram-v2\n", mermaid);
    }

    [Fact]
    public void the_bundle_holds_nothing_that_a_front_end_prefers_to_the_picture()
    {
        var bundle = StateGraphView.Render(TransitionTable.Default, SampleRuns.Waiting());
        Assert.Equal([MimeBundle.Html, MimeBundle.Svg, MimeBundle.Text], bundle.Data.Keys);
        var frame = XDocument.Parse(bundle.Data[MimeBundle.Html]).Root!;
        Assert.Equal(Picture(SampleRuns.Waiting()).ToString(), frame.Element(_svg + "svg")!.ToString());
    }

    [Fact]
    public void on_a_narrow_page_the_picture_shrinks_until_it_could_not_be_read_and_then_scrolls()
    {
        var frame = XDocument.Parse(StateGraphView.Render(TransitionTable.Default).Data[MimeBundle.Html]).Root!;
        Assert.Contains("overflow-x:auto", frame.Attribute("style")!.Value);
        Assert.Equal("0", frame.Attribute("tabindex")!.Value);
        Assert.Equal("max-width:100%;min-width:640px;height:auto", frame.Element(_svg + "svg")!.Attribute("style")!.Value);
        Assert.All(frame.Descendants(_svg + "text"), text => Assert.True(
            double.Parse(text.Attribute("font-size")!.Value, System.Globalization.CultureInfo.InvariantCulture) * StateGraphLayout.LeastWidth / StateGraphLayout.Width > 8));
    }

    [Fact]
    public void a_fresh_plan_is_a_bow_back_over_the_state_between()
    {
        var run = RunRecords.Start().Plan("x").Outcome(RunRecords.CheckFailed("c")).Move(AgentTrigger.Replan).Run;
        Assert.Contains("Reflecting → Planning (Replan): once", Titles(Picture(run)));
        Assert.EndsWith(" → Reflecting → Planning (1 round)", StateGraphView.Render(TransitionTable.Default, run).Data[MimeBundle.Text].Split('\n')[0]);
    }

    [Fact]
    public void a_run_that_took_every_edge_names_each_in_a_small_picture()
    {
        var run = SampleRuns.Everywhere();
        var bundle = StateGraphView.Render(TransitionTable.Default, run);
        Assert.True(Encoding.UTF8.GetByteCount(bundle.Data[MimeBundle.Svg]) < 60_000);
        var titles = Titles(XDocument.Parse(bundle.Data[MimeBundle.Svg]).Root!);
        Assert.All(TransitionTable.Default.Rules, rule => Assert.Contains(titles, title => title.StartsWith($"{rule.From} → {rule.To} (", StringComparison.Ordinal)));
        Assert.DoesNotContain(titles, title => title.EndsWith("not taken", StringComparison.Ordinal));
    }

    [Fact]
    public void a_path_of_thousands_of_states_keeps_its_ends_and_counts_the_rest()
    {
        var builder = RunRecords.Start().Plan("x");
        for (var i = 0; i < 5000; i++)
        {
            builder.Move(AgentTrigger.TransientFault).Move(AgentTrigger.RetryActing);
        }

        var bundle = StateGraphView.Render(TransitionTable.Default, builder.Run);
        Assert.StartsWith("Ready → Planning → Acting → Retrying → Acting → Retrying → … 9993 more … → Retrying → Acting → Retrying → Acting (5000 retries)", bundle.Data[MimeBundle.Text]);
        Assert.True(bundle.Data[MimeBundle.Svg].Length < 60_000);
    }

    [Fact]
    public void a_hostile_name_is_text_in_the_picture()
    {
        var run = new RunRecord(Hostile.Text);
        run.Apply(new RunStarted(SampleRuns.Repaired().Request), DateTimeOffset.UnixEpoch);
        var picture = Picture(run);
        Assert.Contains("<script>", picture.Element(_svg + "title")!.Value);
        Assert.DoesNotContain(picture.Descendants(), element => element.Name.LocalName == "script");
    }

    [Fact]
    public void the_picture_is_named_described_and_refers_to_nothing()
    {
        var picture = Picture(SampleRuns.Repaired());
        Assert.Equal("img", picture.Attribute("role")!.Value);
        Assert.Equal("State graph of run r1, now Succeeded", picture.Element(_svg + "title")!.Value);
        Assert.StartsWith("Path: Ready → Planning → Acting", picture.Element(_svg + "desc")!.Value);
        Assert.DoesNotContain(picture.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName is "href" or "id" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", picture.ToString());
    }

    [Fact]
    public void the_same_run_gives_the_same_bytes() =>
        Assert.Equal(
            StateGraphView.Render(TransitionTable.Default, SampleRuns.Everywhere()).Data,
            StateGraphView.Render(TransitionTable.Default, SampleRuns.Everywhere()).Data);

    [Fact]
    public void time_without_a_process_is_not_passed_off_as_work()
    {
        var run = RunRecords.Start().Plan("x").Wait(TimeSpan.FromHours(5)).Apply(new RunResumed(AgentState.Acting)).Outcome(RunRecords.Success()).Run;
        Assert.Contains(Titles(Picture(run)), title => title.StartsWith("Acting: 1 visit, 5 h", StringComparison.Ordinal) && title.EndsWith("time in which no process ran it among it", StringComparison.Ordinal));
    }

    private static XElement Picture(RunRecord? run) => XDocument.Parse(StateGraphView.Render(TransitionTable.Default, run).Data[MimeBundle.Svg]).Root!;

    private static List<string> Titles(XElement picture) => [.. picture.Elements(_svg + "g").SelectMany(group => group.Elements(_svg + "title")).Select(title => title.Value)];

    private static List<string> Texts(XElement picture) => [.. picture.Descendants(_svg + "text").Select(text => text.Value)];
}
