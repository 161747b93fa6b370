using System.Text;
using System.Xml.Linq;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;
using AgentNotebook.Models;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.RunCard;

public class RunCardPartsTests
{
    [Fact]
    public void the_answer_is_the_explanation_and_a_table_of_the_result()
    {
        var card = Card(SampleRuns.Explained());
        Assert.Contains(card.Descendants("p"), said => said.Value == "The energy stays within 0.07 % of its first value.\nThe angle follows a cosine of period 2.01 s, as a pendulum of one metre should.");
        Assert.Contains(Rows(card), row => row.SequenceEqual(["1", "-0.199", "0.1956", "0.0004"]));
    }

    [Fact]
    public void a_model_that_does_not_explain_has_its_answer_explained_from_the_record()
    {
        Assert.Contains("2 attempts failed before it. What was changed last: The loop ran one step past the end of the array.", Card(SampleRuns.Repaired()).Value);
        Assert.Contains("The first code did it; nothing had to be changed.", Card(RunRecords.Start().Plan("1").Outcome(RunRecords.Success("int", "1")).Succeed().Run).Value);
    }

    [Fact]
    public void plan_and_assumptions_are_shown_with_who_decided_and_how_to_change_them()
    {
        var card = Card(SampleRuns.Explained());
        Assert.Contains(card.Descendants("p"), said => said.Value.StartsWith("1. Integrate the equation of motion with a symplectic scheme.\n2. Take a row", StringComparison.Ordinal));
        Assert.Contains(Rows(card), row => row.SequenceEqual(["length", "How long is the pendulum?", "1 m", "the model"]));
        Assert.Contains(Rows(card), row => row.SequenceEqual(["amplitude", "How far is it let go?", "0.2 rad", "decided by a person"]));
        Assert.Contains("#!agent-resume run-7 --from 1 --assume NAME=VALUE", Codes(card));
    }

    [Fact]
    public void words_of_controller_and_persons_stand_among_the_attempts_they_followed()
    {
        var order = Card(SampleRuns.Nudged()).Elements()
            .Where(element => element.Name == "details" || (element.Attribute("class")?.Value.StartsWith("anb-word", StringComparison.Ordinal) ?? false))
            .Select(element => element.Name == "details" ? element.Element("summary")!.Element("strong")!.Value : element.Element("p")!.Value);
        Assert.Equal(
            ["Attempt 1", "Attempt 2", "The controller nudged the model after attempt 2 pattern same-fault", "Attempt 3", "The controller asked for another strategy after attempt 3 pattern period-2", "Attempt 4"],
            order);
        var card = Card(SampleRuns.Nudged());
        Assert.Contains("You met the same fault twice: the list is shorter than you think. Look at its length before you take from it.", card.Descendants("p").Select(said => said.Value));
        Assert.Contains("The attempts repeat with period 2.", card.Descendants("li").Select(item => item.Value));
        Assert.Contains(Card(SampleRuns.Explained()).Elements("div"), word => word.Value == "A person's hint after attempt 2Use a symplectic scheme: half a kick, a drift, half a kick.");
    }

    [Fact]
    public void every_fault_is_shown_with_its_kind_and_the_rule_that_judged_it()
    {
        var rows = Rows(Card(SampleRuns.Nudged()));
        Assert.Contains(rows, row => row is ["Revising", "transient", "model-rate-limited", "The endpoint answered 429: too many requests.", "—"]);
        Assert.Contains(rows, row => row is ["Reflecting", "permanent", "code-does-not-compile", ..]);
        Assert.Equal(5, rows.Count(row => row is [_, "permanent" or "transient", _, _, _]));
        Assert.Contains(Card(SampleRuns.Nudged()).Elements("details"), attempt => attempt.Value.Contains("Fault: permanent, by rule guest-threw.", StringComparison.Ordinal));
    }

    [Fact]
    public void a_diagnosis_stands_with_the_attempt_it_is_of() =>
        Assert.Contains("The sine is named Math.Sin.\nThe last index is out of range as well.", Card(SampleRuns.Explained()).Elements("details").First().Descendants("p").Select(said => said.Value));

    [Fact]
    public void a_run_that_awaits_a_person_says_what_was_tried_what_it_asks_and_every_command()
    {
        var card = Card(SampleRuns.Nudged());
        Assert.Contains("Attempt 2: Indexes begin at 0. — threw ArgumentOutOfRangeException at line 1", card.Descendants("li").Select(item => item.Value));
        Assert.Contains("Which type or member is meant? A hint that names it helps most.", card.Descendants("p").Select(said => said.Value));
        Assert.Equal(
            ["#!agent-resume run-3 --hint \"…\"", "#!agent-resume run-3 --edit", "#!agent-resume run-3 --max-iterations 5", "#!agent-resume run-3"],
            Codes(card).Where(code => code.StartsWith("#!", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("guest-threw")]
    [InlineData("check-failed")]
    [InlineData("nothing-known")]
    public void what_would_help_depends_on_what_stood_in_the_way(string rule)
    {
        var run = rule switch
        {
            "guest-threw" => RunRecords.Start().Plan("x").Outcome(RunRecords.Thrown("E", "no", 1)).Judge().Stop(AgentTrigger.AskHuman, "stop").Run,
            "check-failed" => RunRecords.Start().Plan("x").Outcome(RunRecords.CheckFailed("c")).Judge().Stop(AgentTrigger.AskHuman, "stop").Run,
            _ => RunRecords.Start().Move(AgentTrigger.Start).Stop(AgentTrigger.AskHuman, "stop").Run,
        };
        var words = rule switch { "guest-threw" => "case in which it throws", "check-failed" => "Is the check right?", _ => "What is the model missing?" };
        Assert.Contains(words, HumanQuestion.Of(run));
    }

    [Fact]
    public void every_budget_shows_what_is_left_and_marks_what_is_not_known_or_estimated()
    {
        var card = Card(SampleRuns.OutOfTokens());
        Assert.Equal("4,400 of 4,000, nothing left (estimated from characters: an endpoint did not count)", Fact(card, "Tokens used"));
        Assert.Equal("not known, of $1.00 (the price of local is not known)", Fact(card, "Money spent"));
        Assert.Equal("2.5 s of 20 s, 17.5 s left", Fact(card, "Processor time of the code"));
        Assert.Equal("1.2 GiB of 2 GiB, 848 MiB left", Fact(card, "GPU memory, highest"));
        Assert.Contains("The budget of tokens is used up; going on grants a fresh one.", card.Value);
        Assert.Equal("3,990 of 50,000, 46,010 left (3,500 read, 490 written)", Fact(Card(SampleRuns.Explained()), "Tokens used"));
        Assert.Equal("$0.0085 of $0.50, $0.4915 left", Fact(Card(SampleRuns.Explained()), "Money spent"));
        Assert.Contains("In all it spent 6.6 s, 11,220 tokens, $0.0319.", Card(SampleRuns.Explained()).Value);
    }

    [Fact]
    public void models_are_shown_by_role() =>
        Assert.Equal("plan, write, revise, explain: openai:small (as small-2030-01); diagnose: openai:large (as large-2030-02)", Fact(Card(SampleRuns.Explained()), "Models"));

    [Fact]
    public void what_a_model_writes_is_shown_while_the_run_is_under_way_and_no_longer()
    {
        var options = new RunCardOptions { Writing = new WrittenSoFar(ModelRole.Revise, 12_345, "var a = 1;\nvar b = <script>") };
        var live = Card(RunRecords.Start().Plan("x").Run, options);
        Assert.Contains(live.Descendants("pre"), lines => lines.Value == "var a = 1;\nvar b = <script>\n");
        Assert.Contains("12,345 characters so far", live.Value);
        Assert.DoesNotContain("12,345", Card(SampleRuns.Repaired(), options).Value);
    }

    [Fact]
    public void a_thousand_attempts_fit_with_their_words()
    {
        var html = RunCardView.Render(SampleRuns.Long(1000)).Data[MimeBundle.Html];
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, 60_000);
        var card = XDocument.Parse(html).Root!;
        Assert.Contains("988 attempts are left out here", card.Value);
        Assert.Contains("95 interventions and hints more are left out here", card.Value);
        Assert.Contains("The controller nudged the model after attempt 1000", card.Value);
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(RunCardOptions.LeastMaximumBytes)]
    public void a_hostile_answer_is_text_and_small(int most)
    {
        var outcome = RunRecords.Success() with
        {
            ResultType = Hostile.Megabyte,
            ResultJson = System.Text.Json.JsonSerializer.Serialize(Enumerable.Range(0, 100).Select(i => Enumerable.Range(0, 50).ToDictionary(column => $"{column}{Hostile.Text}", _ => Hostile.Text + Hostile.Text))),
            Artifacts = [.. Enumerable.Repeat(new GuestArtifact(Hostile.Megabyte, new byte[10]), 300)],
        };
        var run = RunRecords.Start().Plan("x", Hostile.Megabyte).Outcome(outcome).Say(ModelRole.Explain, Hostile.Megabyte).Succeed().Run;
        var bundle = RunCardView.Render(run, new RunCardOptions { MaximumBytes = most });
        Assert.InRange(Encoding.UTF8.GetByteCount(bundle.Data[MimeBundle.Html]), 1, most);
        Assert.InRange(Encoding.UTF8.GetByteCount(bundle.Data[MimeBundle.Text]), 1, 20_000);
        var card = XDocument.Parse(bundle.Data[MimeBundle.Html]).Root!;
        Assert.DoesNotContain(card.Descendants(), element => element.Name.LocalName is "script" or "iframe" or "img" or "a");
        Assert.Contains("[U+202E]", card.Value);
        Assert.DoesNotContain(bundle.Data[MimeBundle.Text], character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public void the_plain_text_tells_the_same()
    {
        var text = RunCardView.Render(SampleRuns.Nudged()).Data[MimeBundle.Text];
        Assert.Contains("\n  The controller nudged the model (pattern same-fault): You met the same fault twice", text);
        Assert.Contains("\nThe question to you: Which type or member is meant?", text);
        Assert.Contains("\nFault while Revising (transient, model-rate-limited): ", text);
        var explained = RunCardView.Render(SampleRuns.Explained()).Data[MimeBundle.Text];
        Assert.Contains("\nAssumed: amplitude = 0.2 rad (decided by a person) — How far is it let go?", explained);
        Assert.Contains("\n  A person's hint: Use a symplectic scheme", explained);
        Assert.Contains("\n  Diagnosis: The sine is named Math.Sin.", explained);
    }

    private static XElement Card(RunRecord run, RunCardOptions? options = null) => XDocument.Parse(RunCardView.Render(run, options).Data[MimeBundle.Html], LoadOptions.PreserveWhitespace).Root!;

    private static List<string[]> Rows(XElement card) => [.. card.Descendants("tbody").Elements("tr").Select(row => row.Elements("td").Select(cell => cell.Value).ToArray())];

    private static IEnumerable<string> Codes(XElement card) => card.Descendants("code").Select(code => code.Value);

    private static string Fact(XElement card, string name) => card.Descendants("dt").Single(term => term.Value == name).ElementsAfterSelf("dd").First().Value;
}
