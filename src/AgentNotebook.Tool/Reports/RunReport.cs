using System.Globalization;
using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Display.Svg;
using AgentNotebook.Models;

namespace AgentNotebook.Tool.Reports;

/// <summary>One run of <c>agentnb sessions show</c>.</summary>
internal sealed class RunReport(RunRecord run)
{
    private const int MaximumLine = 160;

    public string Id => run.Id;

    public AgentState State => run.State;

    public string Reason => run.LastReason;

    public string Cell => run.Request.Cell;

    public string Pass => run.Request.Pass;

    public string Model => run.Request.Model;

    public IReadOnlyDictionary<ModelRole, string> ModelFor => run.Request.Models.ModelFor;

    public int Seed => run.Request.Seed;

    public IReadOnlyList<string> Checks => run.Request.Brief.Checks;

    public int RoundsUsed => run.Rounds;

    public int RoundsLimit => run.RoundsAllowed;

    public object Spent => new
    {
        run.Spent.ActiveTime,
        run.Spent.Usage.InputTokens,
        run.Spent.Usage.OutputTokens,
        TokensAreEstimated = run.Spent.Usage.IsEstimated,
        run.Spent.Usage.Cost,
        run.Spent.GuestCpu,
    };

    public int ModelCalls => run.FinishedCalls;

    public int Resumptions => run.Resumptions;

    public IReadOnlyList<string> Evidence => run.Stopped?.Evidence ?? [];

    public string Plan => run.Plan;

    public IReadOnlyList<BriefInput> Inputs => run.Request.Brief.Inputs;

    public IReadOnlyList<Assumption> Assumptions => run.Assumptions;

    public IEnumerable<object> Hints => run.Hints.Select(hint => new { hint.AfterAttempt, hint.Text });

    public IEnumerable<object> Interventions => run.Interventions.Select(said => new
    {
        said.AfterAttempt,
        said.Event.Kind,
        said.Event.Pattern,
        said.Event.Evidence,
        said.Event.Guidance,
    });

    public IEnumerable<object> Faults => run.Faults.Select(met => new { met.State, met.Fault.Kind, met.Fault.Rule, met.Fault.Reason });

    public IEnumerable<object> Transitions => run.Transitions.Select((record, index) => new
    {
        Step = index + 1,
        record.Time,
        record.Transition.From,
        record.Transition.Trigger,
        record.Transition.To,
        record.Transition.Reason,
    });

    public IEnumerable<object> Attempts => run.Attempts.Select(attempt => new
    {
        attempt.Number,
        attempt.Succeeded,
        attempt.Code,
        attempt.Errors,
        attempt.Outcome,
    });

    /// <summary>The run for a person at a terminal. The numbers of its steps are those that <c>#!agent-resume --from</c> takes.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{run.Id}  {run.State}  cell {run.Request.Cell}  model {run.Request.Model}  {run.Attempts.Count} attempts, {RoundsUsed} of {RoundsLimit} rounds\n");
        var width = run.Transitions.Count.ToString(CultureInfo.InvariantCulture).Length;
        foreach (var (record, index) in run.Transitions.Select((record, index) => (record, index)))
        {
            var transition = record.Transition;
            var step = (index + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width);
            text.Append(CultureInfo.InvariantCulture, $"  {step}  {record.Time.ToLocalTime():HH:mm:ss.fff}  {transition.From} → {transition.To}  {Untrusted.Line(transition.Reason, MaximumLine)}\n");
        }

        Lines("fault", run.Faults.Select(met => $"{met.Fault.Rule} ({met.Fault.Kind.ToString().ToLowerInvariant()}), {met.State}: {met.Fault.Reason}"));
        Lines("assumption", run.Assumptions.Select(assumption => $"{assumption.Name} = {assumption.Value}{(assumption.IsDecided ? " (decided by a person)" : "")}"));
        Lines("hint", run.Hints.Select(hint => $"after attempt {hint.AfterAttempt}: {hint.Text}"));
        Lines("controller", run.Interventions.Select(said => $"after attempt {said.AfterAttempt}, {said.Event.Kind}, {said.Event.Pattern}: {said.Event.Guidance}"));
        Lines("evidence", Evidence);
        Lines("spent", [InWords(run.Spent)]);
        return text.ToString().TrimEnd();

        void Lines(string name, IEnumerable<string> lines)
        {
            foreach (var line in lines)
            {
                text.Append("  ").Append(name).Append(": ").Append(Untrusted.Line(line, MaximumLine)).Append('\n');
            }
        }
    }

    private static string InWords(RunSpending spent)
    {
        var (usage, about) = (spent.Usage, spent.Usage.IsEstimated ? "about " : "");
        var tokens = usage.Tokens == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {about}{usage.Tokens:N0} tokens ({(usage.Cost is { } cost ? $"{cost:0.####} USD" : "price not known")})");
        return $"{ElapsedText.Text(spent.ActiveTime)} active, {ElapsedText.Text(spent.GuestCpu)} of processor time{tokens}";
    }
}
