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
        var withCurve = facts.Options.MemoryCurveSvg is null ? [] : CardDetail.Steps.Take(StepsWithCurve).Select(detail => detail with { HasCurve = true });
        foreach (var detail in withCurve.Concat(CardDetail.Steps))
        {
            html = new RunCardHtml(facts, detail).Write();
            if (Encoding.UTF8.GetByteCount(html) <= facts.Options.MaximumBytes)
            {
                break;
            }
        }

        return html;
    }

    private string Write()
    {
        WriteHeader();
        WriteOutcome();
        WriteFacts();
        WriteGraph();
        WriteAttempts();
        WriteFaults();
        WriteMemory();
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
            .Element("span", "anb-note", $"model {Untrusted.Line(run.Request.Model, 60)} · {ElapsedText.Text(run.ActiveTime)} · started {run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC")
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

        if (_facts.CanGoOn && _facts.Options.ResumeCommand.Length > 0)
        {
            _html.Open("p", "anb-p").Text("To go on: ").Element("code", "anb-mono", Untrusted.Line(_facts.Options.ResumeCommand, 200)).Close();
        }

        if (_facts.CallInFlight is { } call)
        {
            _html.Element("p", "anb-p", $"Model call {call.Call} ({call.State}) has no answer yet. If its process ended, it is made once more when the run goes on.");
        }

        if (run.UnusedAnswer is { } answer)
        {
            _html.Element("p", "anb-p", $"The answer to model call {answer.Call} is kept and not used yet; it will not be asked for again.");
        }
    }

    private void WriteFacts()
    {
        var run = _facts.Run;
        var budget = run.Request.Budget;
        _html.Open("dl", "anb-dl");
        Fact("Rounds used", _facts.RoundsInWords, Part(_facts.RoundsUsed, budget.Rounds));
        Fact("Time used", $"{ElapsedText.Text(run.ActiveTime)} of {ElapsedText.Text(budget.WallTime)}", Part(run.ActiveTime.TotalSeconds, budget.WallTime.TotalSeconds));
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

        if (_facts.Options is { MemoryBeforeBytes: { } before, MemoryAfterBytes: { } after } options)
        {
            Fact(Untrusted.Line(options.MemoryTitle, 60), $"{ByteSize.Text(before)} before, {ByteSize.Text(after)} after", classes: "anb-two");
        }

        var words = Untrusted.Line(_facts.Options.LevelInWords, 400);
        var level = _facts.Level?.ToString().ToLowerInvariant() ?? "nothing has run yet";
        _html.Open("div", "anb-wide").Element("dt", null, "Sandbox level that was active").Open("dd").Element("strong", IsOpen ? "anb-no" : null, IsOpen ? $"⚠ {level}" : level).Text(words.Length == 0 ? "" : $" — {words}").Close().Close();
        _html.Close();
    }

    // Code that ran with the user's own rights is something to see at a glance.
    private bool IsOpen => _facts.Level == SandboxLevel.None;

    private void Fact(string name, string value, double? part = null, string? classes = null)
    {
        _html.Open("div", classes).Element("dt", null, name).Open("dd").Text(value);
        if (part is { } used)
        {
            _html.Open("span", "anb-bar", "aria-hidden=\"true\"")
                .Element("span", used >= 1 ? "anb-bad" : "anb-primary", "", $"style=\"width:{SvgNumber.Text(used * 100)}%\"")
                .Close();
        }

        _html.Close().Close();
    }

    private static double Part(double used, double of) => of <= 0 ? 1 : Math.Clamp(used / of, 0, 1);

    private void WriteGraph()
    {
        _html.Element("h4", "anb-h4", "Path").Element("p", "anb-p anb-note", _facts.Path.InWords());
        if (_detail.HasGraph)
        {
            _html.Open("div", "anb-fig").Raw(StateGraphView.Svg(_facts.Options.Table, _facts.Run, StateGraphFrame.Card)).Close();
        }
        else
        {
            _html.Element("p", "anb-p anb-note", "The state graph is left out to keep this card small.");
        }
    }

    private void WriteAttempts()
    {
        var attempts = _facts.Run.Attempts;
        if (attempts.Count == 0)
        {
            return;
        }

        _html.Element("h4", "anb-h4", "Attempts");
        var writer = new AttemptHtml(_html, _detail);
        var firstShown = Math.Max(0, attempts.Count - _detail.Attempts + 1);
        if (_detail.Attempts > 1 && attempts.Count >= _detail.Attempts)
        {
            writer.Write(attempts[0], null, _facts.Explanation(0), isOpen: attempts.Count == 1);
            firstShown = Math.Max(1, firstShown);
        }

        var hidden = firstShown - (_detail.Attempts > 1 ? 1 : 0);
        if (hidden > 0)
        {
            _html.Element("p", "anb-p anb-note", $"{RunFacts.Count(hidden, "attempt is", "attempts are")} left out here to keep this card small; the session's journal has them all.");
        }

        for (var i = firstShown; i < attempts.Count; i++)
        {
            writer.Write(attempts[i], i == 0 ? null : attempts[i - 1], _facts.Explanation(i), isOpen: i == attempts.Count - 1);
        }
    }

    private void WriteFaults()
    {
        var faults = _facts.Transient.ToList();
        if (faults.Count == 0)
        {
            return;
        }

        _html.Element("h4", "anb-h4", "Transient faults").OpenTable("While", "Rule", "Reason", "Asked to wait");
        foreach (var met in faults.TakeLast(_detail.Items))
        {
            _html.Open("tr")
                .Element("td", null, met.State.ToString())
                .Element("td", "anb-any", Untrusted.Line(met.Fault.Rule, 60))
                .Element("td", "anb-any", Untrusted.Line(met.Fault.Reason, _detail.TextCharacters))
                .Element("td", null, met.Fault.RetryAfter is { } wait ? ElapsedText.Text(wait) : "—")
                .Close();
        }

        _html.CloseTable();
        if (faults.Count > _detail.Items)
        {
            _html.Element("p", "anb-p anb-note", $"The last {_detail.Items} of {faults.Count}.");
        }
    }

    private void WriteMemory()
    {
        if (_facts.Options.MemoryCurveSvg is not { } curve)
        {
            return;
        }

        _html.Element("h4", "anb-h4", Untrusted.Line(_facts.Options.MemoryTitle, 60));
        if (_detail.HasCurve)
        {
            _html.Open("div", "anb-fig").Raw(curve).Close();
        }
        else
        {
            _html.Element("p", "anb-p anb-note", "The memory curve is left out to keep this card small; #!gpu-mem shows it.");
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
