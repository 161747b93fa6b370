using System.Text;
using System.Xml.Linq;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;
using AgentNotebook.Execution;
using AgentNotebook.Models;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Display.RunCard;

public class RunCardViewTests
{
    private static readonly RunCardOptions _options = new()
    {
        Level = SandboxLevel.Confined,
        LevelInWords = "No files, no network.",
        Variable = "energies",
        MemorySoFar = new MemoryObserved("Process memory", 100 << 20, 110 << 20, 104 << 20) { Points = [0, 100 << 20, 500, 110 << 20, 900, 104 << 20] },
    };

    [Fact]
    public void a_repaired_run_shows_its_result_every_attempt_and_the_last_one_open()
    {
        var card = Card(SampleRuns.Repaired());
        Assert.Contains("Succeeded on attempt 3: the result is of type double[], in the variable energies.", card.Value);
        var attempts = Attempts(card);
        Assert.Equal(
            ["Attempt 1 ✕ does not compile: CS0117 at line 5", "Attempt 2 ✕ threw IndexOutOfRangeException at line 7 310 ms, peak 48 MiB", "Attempt 3 ✓ ran to its end, the check holds 240 ms, peak 61 MiB"],
            attempts.Select(attempt => attempt.Element("summary")!.Value));
        Assert.Equal([false, false, true], attempts.Select(attempt => attempt.Attribute("open") is not null));
    }

    [Fact]
    public void an_attempt_shows_explanation_diff_with_signs_exception_with_line_and_output()
    {
        var attempt = Attempts(Card(SampleRuns.Repaired()))[1];
        Assert.Contains("The method is named Math.Sin; C# tells upper from lower case.", attempt.Value);
        Assert.Contains(attempt.Descendants("span"), line => line.Attribute("class")?.Value == "anb-del" && line.Value == "   5 -     velocity -= 9.81 * Math.sin(angle) * dt; ".TrimEnd() + "\n");
        Assert.Contains(attempt.Descendants("span"), line => line.Attribute("class")?.Value == "anb-add" && line.Value == "   5 +     velocity -= 9.81 * Math.Sin(angle) * dt;\n");
        Assert.Contains("System.IndexOutOfRangeException (line 7): Index was outside the bounds of the array.", attempt.Value);
        Assert.Contains("step 1000", attempt.Value);
    }

    [Fact]
    public void compiler_errors_show_their_place() =>
        Assert.Contains(Attempts(Card(SampleRuns.Repaired()))[0].Descendants("tr"), row => row.Elements("td").Select(cell => cell.Value).SequenceEqual(["line 5, column 30", "CS0117", "'Math' does not contain a definition for 'sin'"]));

    [Fact]
    public void a_stopped_run_shows_the_controllers_evidence_values_of_checks_and_the_way_on()
    {
        var card = Card(SampleRuns.Stopped());
        Assert.Contains("The controller stopped the run. The model repeats itself", card.Value);
        Assert.Contains("Attempt 3 is the same code as attempt 1.", card.Descendants("li").Select(item => item.Value));
        Assert.Contains("#!agent-resume r2", card.Descendants("code").Select(code => code.Value));
        Assert.Contains(card.Descendants("tr"), row => row.Elements("td").Select(cell => cell.Value).SequenceEqual(["sum > 0", "✕ no", "sum = 0"]));
    }

    [Fact]
    public void the_way_on_is_not_shown_for_a_run_that_succeeded_or_is_under_way()
    {
        Assert.DoesNotContain("To go on", Card(SampleRuns.Repaired()).Value);
        Assert.DoesNotContain("To go on", Card(SampleRuns.Waiting()).Value);
    }

    [Fact]
    public void a_waiting_run_lists_its_transient_faults_and_calls_no_failed_call_under_way()
    {
        var card = Card(SampleRuns.Waiting());
        Assert.Contains("Waiting before retry 2 of 3.", card.Value);
        Assert.DoesNotContain("has no answer yet", card.Value);
        Assert.Equal(2, card.Descendants("td").Count(cell => cell.Value == "model-rate-limited"));
        Assert.Equal(("1 time", "1"), (Fact(card, "Resumed"), Fact(card, "Retries")));
    }

    [Fact]
    public void a_call_in_flight_and_an_answer_not_used_yet_are_told()
    {
        var builder = RunRecords.Start().Move(AgentTrigger.Start).Ask();
        Assert.Contains("Model call 1 (Planning) has no answer yet.", Card(builder.Run).Value);
        Assert.Contains("Model call 1 (Planning) has no answer yet.", RunCardView.Render(builder.Run).Data[MimeBundle.Text]);
        Assert.Contains("The answer to model call 1 is kept and not used yet", Card(builder.Answer("plan", "x").Run).Value);
    }

    [Fact]
    public void code_that_ran_without_a_sandbox_is_marked()
    {
        var card = Card(SampleRuns.Repaired(), _options with { Level = SandboxLevel.None });
        Assert.Contains(card.Descendants("strong"), level => level.Attribute("class")?.Value == "anb-no" && level.Value == "⚠ none");
        Assert.DoesNotContain("⚠ ", Card(SampleRuns.Repaired()).Value);
    }

    [Fact]
    public void budget_memory_and_the_level_that_was_active_are_shown()
    {
        var card = Card(SampleRuns.Stopped());
        Assert.Equal("2 of 3, 1 left", Fact(card, "Rounds used"));
        Assert.Matches("^[0-9.]+ s of 10 min, 9 min [0-9]+ s left$", Fact(card, "Time used"));
        Assert.Equal("confined — No files, no network.", Fact(card, "Sandbox level that was active"));
        Assert.Equal("isolated", Fact(Card(SampleRuns.Stopped(), new RunCardOptions()), "Sandbox level that was active"));
        Assert.Equal("100 MiB before, 161 MiB at its peak, 104 MiB after", Fact(Card(SampleRuns.Repaired()), "Process memory"));
    }

    [Fact]
    public void a_run_under_way_shows_memory_as_it_is_now_and_a_resting_one_only_what_its_journal_says()
    {
        Assert.Equal("100 MiB before, 110 MiB at its peak, 104 MiB now", Fact(Card(SampleRuns.Waiting()), "Process memory"));
        Assert.DoesNotContain("110 MiB", Card(SampleRuns.Repaired()).Value);
        Assert.DoesNotContain("Process memory", Card(SampleRuns.Stopped()).Value);
        Assert.Equal(RunCardView.Render(SampleRuns.Stopped(), _options with { MemorySoFar = null }).Data, RunCardView.Render(SampleRuns.Stopped(), _options).Data);
    }

    [Fact]
    public void the_graph_and_the_curve_are_part_of_the_card()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(["State graph of run r1, now Succeeded", "Process memory"], Card(SampleRuns.Repaired()).Descendants(svg + "svg").Select(picture => picture.Element(svg + "title")).OfType<XElement>().Select(title => title.Value));
    }

    [Fact]
    public void where_there_is_no_room_for_the_curve_it_is_left_out_first_and_the_card_says_so()
    {
        var run = Many(12, new MemoryObserved("Process memory", 1, 9 << 20, 2) { Points = [.. Enumerable.Range(0, 200).SelectMany(i => new long[] { i * 10, (i % 9) << 20 })] });
        var whole = RunCardView.Render(run, _options).Data[MimeBundle.Html];
        var bytes = Encoding.UTF8.GetByteCount(whole);
        Assert.True(bytes > RunCardOptions.LeastMaximumBytes);
        Assert.DoesNotContain("curve is left out", whole);
        var smaller = RunCardView.Render(run, _options with { MaximumBytes = RunCardOptions.LeastMaximumBytes }).Data[MimeBundle.Html];
        Assert.Contains("The memory curve is left out", smaller);
        Assert.Contains("State graph of run many", smaller);
    }

    [Fact]
    public void the_plain_text_has_state_result_path_budget_level_and_a_line_for_each_attempt()
    {
        var lines = RunCardView.Render(SampleRuns.Repaired(), _options).Data[MimeBundle.Text].Split('\n');
        Assert.StartsWith("Run r1: Succeeded (model repair, ", lines[0]);
        Assert.StartsWith("Succeeded on attempt 3: the result is of type double[], in the variable energies.", lines[1]);
        Assert.Equal("Answer: [1.2,1.1]", lines[2]);
        Assert.StartsWith("2 attempts failed before it. What was changed last: The loop ran one step past the end of the array.", lines[3]);
        Assert.StartsWith("Path: Ready → Planning → Acting → Reflecting → Revising", lines[4]);
        Assert.StartsWith("Time in each state: Ready 1", lines[5]);
        Assert.StartsWith("Budget: rounds used 2 of 5, 3 left; time used ", lines[6]);
        Assert.Equal("Models: repair", lines[7]);
        Assert.Equal("Sandbox: confined (No files, no network.)", lines[8]);
        Assert.Equal("Process memory: 100 MiB before, 161 MiB at its peak, 104 MiB after", lines[9]);
        Assert.StartsWith("Plan: ", lines[10]);
        Assert.Equal("Attempt 2: threw IndexOutOfRangeException at line 7 (310 ms, peak 48 MiB) — The method is named Math.Sin; C# tells upper from lower case.", lines[12]);
        Assert.Equal("Fault while Reflecting (permanent, code-does-not-compile): Line 5: CS0117: 'Math' does not contain a definition for 'sin'", lines[14]);
        Assert.Equal(16, lines.Length);
        var stopped = RunCardView.Render(SampleRuns.Stopped(), _options).Data[MimeBundle.Text];
        Assert.Contains("\n  - Attempt 3 is the same code as attempt 1.\n", stopped);
        Assert.Contains("\nTo go on: #!agent-resume r2 --hint \"…\"  (tells the model what it is missing)\n", stopped);
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(RunCardOptions.LeastMaximumBytes)]
    public void a_hostile_run_stays_small_well_formed_and_without_script(int most)
    {
        var bundle = RunCardView.Render(HostileRun(), HostileOptions() with { MaximumBytes = most });
        Assert.InRange(Encoding.UTF8.GetByteCount(bundle.Data[MimeBundle.Html]), 1, most);
        Assert.InRange(Encoding.UTF8.GetByteCount(bundle.Data[MimeBundle.Text]), 1, 60_000);
        var card = XDocument.Parse(bundle.Data[MimeBundle.Html]).Root!;
        Assert.DoesNotContain(card.Descendants(), element => element.Name.LocalName is "script" or "iframe" or "img" or "a");
        Assert.DoesNotContain(card.Descendants().Attributes(), attribute => attribute.Name.LocalName is "href" or "src" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Contains(Hostile.Readable, card.Value);
        Assert.Contains("[U+202E]", card.Value);
        Assert.Contains("left out here to keep this card small", card.Value);
        Assert.DoesNotContain(bundle.Data[MimeBundle.Text], character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public void first_and_last_attempts_of_many_are_shown_and_the_others_counted()
    {
        var card = Card(Many(100), _options with { MaximumBytes = 200_000 });
        Assert.Equal([1, .. Enumerable.Range(90, 11)], Attempts(card).Select(attempt => int.Parse(attempt.Element("summary")!.Element("strong")!.Value["Attempt ".Length..])));
        Assert.Contains("88 attempts are left out here", card.Value);
        var text = RunCardView.Render(Many(100)).Data[MimeBundle.Text];
        Assert.Contains("… 80 attempts left out …", text);
        Assert.Contains("Attempt 100:", text);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    public void around_the_limit_no_attempt_is_shown_twice_or_lost_unsaid(int count)
    {
        var card = Card(Many(count), _options with { MaximumBytes = 200_000 });
        Assert.Equal(12, Attempts(card).Count);
        Assert.Equal(count == 13, card.Value.Contains("1 attempt is left out here", StringComparison.Ordinal));
    }

    [Fact]
    public void the_same_run_gives_the_same_bytes() =>
        Assert.Equal(RunCardView.Render(SampleRuns.Stopped(), _options).Data, RunCardView.Render(SampleRuns.Stopped(), _options).Data);

    [Fact]
    public void every_class_of_a_card_is_ours()
    {
        var classes = Card(SampleRuns.Stopped()).DescendantsAndSelf().Attributes("class").SelectMany(attribute => attribute.Value.Split(' '));
        Assert.All(classes, name => Assert.True(name == "anb" || name.StartsWith("anb-", StringComparison.Ordinal), name));
    }

    [Theory]
    [InlineData(SvgInk.Primary)]
    [InlineData(SvgInk.Secondary)]
    [InlineData(SvgInk.Good)]
    [InlineData(SvgInk.Bad)]
    [InlineData(SvgInk.Muted)]
    internal void a_badge_is_readable_in_light_and_dark(SvgInk ink)
    {
        Assert.True(Contrast(SvgTheme.Light(ink), SvgTheme.Light(SvgInk.Panel)) >= 4.5);
        Assert.True(Contrast(SvgTheme.Dark(ink), SvgTheme.Dark(SvgInk.Panel)) >= 4.5);
    }

    [Fact]
    public void a_run_that_was_not_started_is_refused() =>
        Assert.Contains("Run r9 was not started", Assert.Throws<ArgumentException>(() => RunCardView.Render(new RunRecord("r9"))).Message);

    [Fact]
    public void options_out_of_range_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RunCardView.Render(SampleRuns.Repaired(), new RunCardOptions { MaximumBytes = 1000 }));

    [Theory]
    [InlineData(AgentTrigger.Cancel, "Cancelled", "The run was interrupted. stop")]
    [InlineData(AgentTrigger.GiveUp, "Failed", "The run stopped. stop")]
    public void every_end_has_its_word_and_sentence(AgentTrigger trigger, string word, string sentence)
    {
        var card = Card(RunRecords.Start().Plan("x").Move(trigger, "stop").Run);
        Assert.Contains(card.Descendants("span"), span => span.Value.EndsWith(word, StringComparison.Ordinal) && span.Attribute("class")!.Value.StartsWith("anb-badge", StringComparison.Ordinal));
        Assert.Contains(card.Descendants("p"), paragraph => paragraph.Value == sentence);
        Assert.Contains("To go on", card.Value);
    }

    [Fact]
    public void a_run_at_its_very_beginning_has_a_card()
    {
        var card = Card(RunRecords.Start().Run);
        Assert.Contains("The run is about to begin.", card.Value);
        Assert.Empty(Attempts(card));
    }

    private static XElement Card(RunRecord run, RunCardOptions? options = null) => XDocument.Parse(RunCardView.Render(run, options ?? _options).Data[MimeBundle.Html], LoadOptions.PreserveWhitespace).Root!;

    private static List<XElement> Attempts(XElement card) => [.. card.Elements("details")];

    private static string Fact(XElement card, string name) => card.Descendants("dt").Single(term => term.Value == name).ElementsAfterSelf("dd").First().Value;

    private static RunRecord Many(int count, MemoryObserved? memory = null)
    {
        var builder = RunRecords.Start("many").Plan("var x = 0;");
        for (var i = 1; i <= count; i++)
        {
            builder.Outcome(RunRecords.Thrown("System.Exception", $"no {i}", 1)).Reflect();
            if (i < count)
            {
                builder.Revise($"var x = {i};", $"Try {i}.");
            }
        }

        return memory is null ? builder.Run : builder.Apply(memory).Move(AgentTrigger.GiveUp).Run;
    }

    private static RunCardOptions HostileOptions() => new() { LevelInWords = Hostile.Megabyte, Variable = Hostile.Text, Writing = new(ModelRole.Revise, long.MaxValue, Hostile.Megabyte), MemorySoFar = _hostileMemory };

    private static RunRecord HostileRun()
    {
        var (text, big) = (Hostile.Text, Hostile.Megabyte);
        var outcome = new GuestOutcome
        {
            Verdict = Verdict.Failed,
            Reason = big,
            Exception = new GuestException(text, big, [new GuestFrame(text, 1)], new GuestException(big, big, [])),
            ResultType = big,
            Output = big,
            ErrorOutput = big,
            OutputWasCut = true,
            Checks = [.. Enumerable.Range(0, 500).Select(i => new CheckOutcome(big, false, i % 2 == 0 ? big : null, [new CheckValue(big, text)]))],
        };
        var request = new RunRequest { Brief = new(big, [big]), Models = new(big) { ModelFor = Enum.GetValues<ModelRole>().ToDictionary(role => role, role => $"{role}{big}") } };
        var builder = RunRecords.Start(text, request).Plan(text, big)
            .Apply(new HumanAnswered { Assumptions = [.. Enumerable.Range(0, 500).Select(i => new Assumption($"{text}{i}", big, big))] });
        for (var i = 0; i < 998; i++)
        {
            builder.Outcome(outcome)
                .Apply(new ControllerIntervened(GuidanceKind.Nudge, big, [big, text], big))
                .Apply(new HumanAnswered { Hint = big })
                .Move(AgentTrigger.RevisionNeeded, text)
                .Say(ModelRole.Diagnose, big, usage: new ModelUsage(long.MaxValue / 10_000, 1, null, IsEstimated: true), model: big)
                .Revise($"{text}{i}", text);
        }

        builder.CompileError(text, big, 1).Move(AgentTrigger.RevisionNeeded, big).Revise(big, big).Outcome(outcome);
        for (var i = 0; i < 100; i++)
        {
            builder.Apply(new FaultMet(AgentState.Acting, new Fault(FaultKind.Transient, big, big, text, TimeSpan.MaxValue)));
        }

        return builder.Apply(new ModelAsked(1, AgentState.Revising))
            .Apply(_hostileMemory)
            .Stop(AgentTrigger.AskHuman, big, [.. Enumerable.Repeat(big, 1000)]).Run;
    }

    private static readonly MemoryObserved _hostileMemory = new(Hostile.Megabyte, long.MinValue, long.MaxValue, -1)
    {
        Points = [.. Enumerable.Range(0, 100_001).Select(i => i % 3 == 0 ? long.MaxValue : i % 3 == 1 ? long.MinValue : i)],
    };

    /// <summary>Contrast ratio of two colours, WCAG 2.1.</summary>
    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);

        static double Luminance(string colour)
        {
            var channels = new[] { 1, 3, 5 }.Select(at => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0)
                .Select(value => value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)).ToArray();
            return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
        }
    }
}
