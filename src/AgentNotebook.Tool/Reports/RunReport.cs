using System.Globalization;
using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Control;
using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Tool.Reports;

/// <summary>One run of <c>agentnb sessions show</c>.</summary>
internal sealed class RunReport(RunRecord run)
{
    public string Id => run.Id;

    public AgentState State => run.State;

    public string Reason => run.LastReason;

    public string Cell => run.Request.Cell;

    public string Pass => run.Request.Pass;

    public string Model => run.Request.Model;

    public int Seed => run.Request.Seed;

    public IReadOnlyList<string> Checks => run.Request.Brief.Checks;

    public int RoundsUsed => MetacognitiveController.RoundsUsed(run);

    public int RoundsLimit => run.Request.Budget.Rounds;

    public int ModelCalls => run.FinishedCalls;

    public int Resumptions => run.Resumptions;

    public IReadOnlyList<string> Evidence => run.Stopped?.Evidence ?? [];

    public IEnumerable<object> Transitions => run.Transitions.Select(record => new
    {
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

    /// <summary>The run for a person at a terminal.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{run.Id}  {run.State}  cell {run.Request.Cell}  model {run.Request.Model}  {run.Attempts.Count} attempts, {RoundsUsed} of {RoundsLimit} rounds\n");
        foreach (var record in run.Transitions)
        {
            var transition = record.Transition;
            text.Append(CultureInfo.InvariantCulture, $"  {record.Time.ToLocalTime():HH:mm:ss.fff}  {transition.From} → {transition.To}  {OneLine(transition.Reason)}\n");
        }

        foreach (var evidence in Evidence)
        {
            text.Append("  evidence: ").Append(OneLine(evidence)).Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 160 ? line : line[..159] + "…";
    }
}
