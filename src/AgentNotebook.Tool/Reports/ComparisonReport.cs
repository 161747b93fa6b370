using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Models;

namespace AgentNotebook.Tool.Reports;

/// <summary>What <c>agentnb sessions compare --json</c> prints.</summary>
internal sealed class ComparisonReport(RunComparison comparison)
{
    public object Left => Of(comparison.Left);

    public object Right => Of(comparison.Right);

    public IReadOnlyList<string> DifferingRequest => comparison.Requests;

    public int? PartAtStep => comparison.Parting?.Number;

    public string? PartBecause => comparison.Parting?.Difference;

    public IEnumerable<object> Steps => comparison.Steps.Select(step => new
    {
        Step = step.Number,
        Left = Of(step.Left?.Transition),
        Right = Of(step.Right?.Transition),
        step.Difference,
    });

    public IEnumerable<object> Attempts => comparison.Attempts.Select(pair => new
    {
        pair.Number,
        Left = Of(pair.Left),
        Right = Of(pair.Right),
    });

    private static object Of(RunAddress address) => new
    {
        address.Session,
        Run = address.Run.Id,
        address.Run.State,
        Reason = address.Run.LastReason,
        address.Run.Request,
        address.Run.Plan,
        address.Run.Assumptions,
        address.Run.Explanation,
        address.Run.Rounds,
        ModelCalls = address.Run.FinishedCalls,
        address.Run.Spent,
    };

    private static object? Of(Transitioned? move) => move is null ? null : new { move.From, move.Trigger, move.To, move.Reason };

    private static object? Of(Attempt? attempt) => attempt is null ? null : new { attempt.Succeeded, attempt.Code, attempt.Errors, attempt.Outcome };
}
