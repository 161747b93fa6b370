using System.Globalization;
using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Display.StateGraph;
using AgentNotebook.Display.Svg;
using AgentNotebook.Execution;

namespace AgentNotebook.Display.RunCard;

/// <summary>Writes a run card as HTML.</summary>
internal sealed class RunCardHtml
{
    private const int StepsWithCurve = 3;

    private readonly RunFacts _facts;
    private readonly CardDetail _detail;
    private readonly Markup _html = CardStyle.OpenCard();

    private RunCardHtml(RunFacts facts, CardDetail detail) => (_facts, _detail) = (facts, detail);

    /// <summary>The card in as much detail as fits; before it becomes sparse it does without the curve.</summary>
    internal static string Write(RunFacts facts)
    {
        var html = "";
        var curve = facts.Memory is { } memory ? MemoryOfRun.Curve(memory, facts.Run.Id) : null;
        var withCurve = curve is null ? [] : CardDetail.Steps.Take(StepsWithCurve).Select(detail => detail with { HasCurve = true });
        foreach (var detail in withCurve.Concat(CardDetail.Steps))
        {
            html = new RunCardHtml(facts, detail).Write(curve);
            if (Encoding.UTF8.GetByteCount(html) <= facts.Options.MaximumBytes)
            {
                break;
            }
        }

        return html;
    }

    private string Write(string? curve)
    {
        WriteHeader();
        WriteOutcome();
        new ResultHtml(_html, _facts, _detail).Write();
        new WayOnHtml(_html, _facts, _detail).Write();
        WriteWriting();
        WriteFacts();
        WriteGraph();
        new PlanHtml(_html, _facts, _detail).Write();
        new AttemptsHtml(_html, _facts, _detail).Write();
        new FaultsHtml(_html, _facts, _detail).Write();
        WriteMemory(curve);
        return _html.Close().ToString();
    }

    private void WriteHeader()
    {
        var run = _facts.Run;
        var (mark, ink) = run.State switch
        {
            AgentState.Succeeded => ("✓", "good"),
            AgentState.Failed => ("✕", "bad"),
            AgentState.AwaitingHuman => ("?", "secondary"),
            AgentState.Cancelled => ("■", "muted"),
            AgentState.Retrying => ("↻", "secondary"),
            _ => ("▶", "primary"),
        };
        _html.Open("div", "anb-head")
            .Element("h3", "anb-h", $"Run {Untrusted.Line(run.Id, 60)}")
            .Open("span", $"anb-badge anb-{ink}").Element("span", null, $"{mark} ", "aria-hidden=\"true\"").Text(RunFacts.Words(run.State)).Close()
            .Element("span", "anb-note", $"model {Untrusted.Line(run.Request.Model, 60)} · {ElapsedText.Text(run.ActiveTime)} · started {run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC", VolatileMark.Durations)
            .Close();
    }

    private void WriteOutcome()
    {
        var run = _facts.Run;
        _html.Element("p", "anb-p anb-lead", _facts.Lead(_detail.TextCharacters));
        if (_facts.Evidence.Count > 0)
        {
            _html.Element("h4", "anb-h4", "What that rests on");
            WriteList(_facts.Evidence);
        }

        if (_facts.CallInFlight is { } call && _facts.Writing is null)
        {
            _html.Element("p", "anb-p", $"Model call {call.Call} ({call.State}) has no answer yet. If its process ended, it is made once more when the run goes on.");
        }

        foreach (var answer in run.UnusedAnswers)
        {
            _html.Element("p", "anb-p", $"The answer to model call {answer.Call} is kept and not used yet; it will not be asked for again.");
        }
    }

    private void WriteWriting()
    {
        if (_facts.Writing is not { } writing)
        {
            return;
        }

        var (lines, _) = Untrusted.LastLines(writing.Tail, _detail.OutputLines / 2, _detail.LineCharacters);
        _html.Element("h4", "anb-h4", $"The model is writing ({ModelWords.Word(writing.Role)})").Open("pre", "anb-code", "tabindex=\"0\"");
        foreach (var line in lines)
        {
            _html.Open("span").Text(line).Break().Close();
        }

        _html.Close().Element("p", "anb-p anb-note", string.Create(CultureInfo.InvariantCulture, $"{writing.Characters:N0} characters so far; the last lines are shown."));
    }

    private void WriteFacts()
    {
        var run = _facts.Run;
        _html.Open("dl", "anb-dl");
        foreach (var budget in _facts.Budgets)
        {
            Fact(budget.Name, budget.Text, budget.Share is { } share ? Math.Clamp(share, 0, 1) : null, mark: budget.Mark);
        }

        Fact("Attempts", run.Attempts.Count.ToString(CultureInfo.InvariantCulture));
        Fact("Model calls finished", run.FinishedCalls.ToString(CultureInfo.InvariantCulture));
        if (_facts.Path.Retries > 0 || run.State == AgentState.Retrying)
        {
            Fact("Retries", _facts.Path.Retries.ToString(CultureInfo.InvariantCulture));
        }

        if (run.Resumptions > 0)
        {
            Fact("Resumed", RunFacts.Count(run.Resumptions, "time", "times"));
        }

        Fact("Models", ModelWords.Of(run), classes: "anb-two");
        if (_facts.Memory is { } memory)
        {
            Fact(Untrusted.Line(memory.Title, 60), MemoryOfRun.InWords(memory, _facts.IsUnderWay), classes: "anb-two", mark: VolatileMark.MemoryCurve);
        }

        var words = Untrusted.Line(_facts.Options.LevelInWords, 400);
        var level = _facts.Level?.ToString().ToLowerInvariant() ?? "nothing has run yet";
        _html.Open("div", "anb-wide").Element("dt", null, "Sandbox level that was active").Open("dd", null, _facts.Level is null || IsOpen ? null : VolatileMark.SandboxLevel).Element("strong", IsOpen ? "anb-no" : null, IsOpen ? $"⚠ {level}" : level).Text(words.Length == 0 ? "" : $" — {words}").Close().Close();
        _html.Close();
        if (_facts.SpentInAll is { } spent)
        {
            _html.Element("p", "anb-p anb-note", spent, VolatileMark.Durations);
        }
    }

    // Code that ran with the user's own rights is something to see at a glance.
    private bool IsOpen => _facts.Level == SandboxLevel.None;

    private void Fact(string name, string value, double? part = null, string? classes = null, string? mark = null)
    {
        _html.Open("div", classes, mark).Element("dt", null, name).Open("dd").Text(value);
        if (part is { } used)
        {
            _html.Open("span", "anb-bar", "aria-hidden=\"true\"")
                .Element("span", used >= 1 ? "anb-bad" : "anb-primary", "", $"style=\"width:{SvgNumber.Text(used * 100)}%\"{(mark is null ? "" : $" {mark}")}")
                .Close();
        }

        _html.Close().Close();
    }

    private void WriteGraph()
    {
        _html.Element("h4", "anb-h4", "Path").Element("p", "anb-p anb-note", _facts.Path.InWords());
        if (_detail.HasGraph)
        {
            _html.Open("div", "anb-fig", "role=\"group\" tabindex=\"0\" aria-label=\"State graph\"").Raw(StateGraphView.Svg(_facts.Options.Table, _facts.Run, StateGraphFrame.Card)).Close();
        }
        else
        {
            _html.Element("p", "anb-p anb-note", "The state graph is left out to keep this card small.");
        }
    }

    private void WriteMemory(string? curve)
    {
        if (curve is null)
        {
            return;
        }

        // With its heading, and with what stands for it where it does not fit: how long a curve is depends on what was measured.
        _html.Open("div", null, VolatileMark.MemoryCurve).Element("h4", "anb-h4", "Memory while it ran");
        if (_detail.HasCurve)
        {
            _html.Open("div", "anb-fig", "role=\"group\" tabindex=\"0\" aria-label=\"Memory curve\"").Raw(curve).Close();
        }
        else
        {
            _html.Element("p", "anb-p anb-note", "The memory curve is left out to keep this card small; #!gpu-mem shows it.");
        }

        WriteMemoryOfSteps();
        _html.Close();
    }

    private void WriteMemoryOfSteps()
    {
        var steps = _facts.Run.MemoryOfSteps;
        if (steps.Count == 0)
        {
            return;
        }

        _html.OpenTable("Step", "Before", "Peak", "After");
        foreach (var (state, memory) in steps.TakeLast(_detail.Items))
        {
            _html.Open("tr")
                .Element("td", null, RunFacts.Words(state))
                .Element("td", null, ByteSize.Text(memory.BeforeBytes))
                .Element("td", null, ByteSize.Text(memory.PeakBytes))
                .Element("td", null, ByteSize.Text(memory.AfterBytes))
                .Close();
        }

        _html.CloseTable();
        if (steps.Count > _detail.Items)
        {
            _html.Element("p", "anb-p anb-note", $"{RunFacts.Count(steps.Count - _detail.Items, "earlier step is", "earlier steps are")} left out.");
        }
    }

    private void WriteList(IReadOnlyList<string> items)
    {
        _html.Open("ul", "anb-ul");
        foreach (var item in items.Take(_detail.Items))
        {
            _html.Element("li", null, Untrusted.Line(item, _detail.TextCharacters));
        }

        if (items.Count > _detail.Items)
        {
            _html.Element("li", null, $"… and {items.Count - _detail.Items} more");
        }

        _html.Close();
    }
}
