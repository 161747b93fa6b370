using System.Text;
using System.Xml.Linq;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.Compare;
using AgentNotebook.Models;
using AgentNotebook.Tests.Agents.Replay;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.Compare;

public class RunComparisonViewTests
{
    [Fact]
    public void both_forms_say_where_the_runs_part_and_show_the_difference_of_the_code()
    {
        var bundle = RunComparisonView.Render(RunComparisonTests.Compare(RunComparisonTests.Two("1", "var a = 2;\na").Run, RunComparisonTests.Two("1", "var a = 3;\na").Run));
        foreach (var text in new[] { bundle.Data[MimeBundle.Text], Read(bundle) })
        {
            Assert.Contains("one/r1 beside two/r1", text, StringComparison.Ordinal);
            Assert.Contains("They part at step 5: the code is another. Both were asked the same.", text, StringComparison.Ordinal);
            Assert.Contains("- var a = 2;", text, StringComparison.Ordinal);
            Assert.Contains("+ var a = 3;", text, StringComparison.Ordinal);
            Assert.Contains("Reflecting → Succeeded", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void what_a_model_or_a_guest_said_cannot_leave_its_place()
    {
        const string Hostile = "</td><script>alert(1)</script>\u202E\u001b[31m\"'&";
        var left = RunRecords.Start(Hostile, Hostile, checks: Hostile).Plan(Hostile, Hostile).Outcome(RunRecords.Thrown(Hostile, Hostile, 1, Hostile)).Reflect().Run;
        var bundle = RunComparisonView.Render(new RunComparison(new RunAddress(Hostile, left), new RunAddress("two", RunComparisonTests.Two("1", "2").Run)));
        Assert.DoesNotContain("<script", bundle.Data[MimeBundle.Html], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(XDocument.Parse(bundle.Data[MimeBundle.Html]).Descendants(), element => element.Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "href" || attribute.Name == "src"));
        Assert.All(bundle.Data.Values, text => Assert.DoesNotContain('\u202E', text));
        Assert.All(bundle.Data.Values, text => Assert.DoesNotContain('\u001b', text));
    }

    [Fact]
    public void long_runs_stay_within_the_size_and_the_parting_step_is_shown()
    {
        var (left, right) = (Long("same"), Long("other"));
        var comparison = RunComparisonTests.Compare(left, right);
        var html = RunComparisonView.Render(comparison, 60_000).Data[MimeBundle.Html];
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, 60_000);
        Assert.Contains("here they part", html, StringComparison.Ordinal);
        Assert.InRange(RunComparisonView.Render(comparison).Data[MimeBundle.Text].Length, 1, 200_000);
        Assert.InRange(Encoding.UTF8.GetByteCount(RunComparisonView.Render(comparison).Data[MimeBundle.Html]), 1, RunComparisonView.MaximumBytes);
    }

    [Fact]
    public void the_same_runs_give_the_same_bytes_and_a_run_beside_itself_is_the_same()
    {
        var run = RunComparisonTests.Two("1", "2").Run;
        var bundle = RunComparisonView.Render(RunComparisonTests.Compare(run, run));
        Assert.Equal(bundle.Data, RunComparisonView.Render(RunComparisonTests.Compare(run, run)).Data);
        Assert.Contains("They are the same in all 7 steps.", bundle.Data[MimeBundle.Text], StringComparison.Ordinal);
        Assert.DoesNotContain("≠", bundle.Data[MimeBundle.Html], StringComparison.Ordinal);
    }

    private static string Read(MimeBundle bundle) => XDocument.Parse(bundle.Data[MimeBundle.Html]).Root!.Value;

    private static RunRecord Long(string last)
    {
        var records = RunRecords.Start("r", new RunRequest { Brief = new TaskBrief(new string('t', 5000), []), Models = new ModelChoice("repair") }).Plan("0");
        for (var i = 1; i < 60; i++)
        {
            records.Outcome(RunRecords.Thrown("System.Exception", new string('m', 1000), 1)).Reflect()
                .Revise(string.Join('\n', Enumerable.Range(0, 200).Select(line => $"var x{line} = {(i < 40 ? "same" : last)};")), new string('e', 1000));
        }

        return records.Run;
    }
}
