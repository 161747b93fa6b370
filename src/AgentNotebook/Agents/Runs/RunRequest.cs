using AgentNotebook.Agents.Retry;
using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Runs;

/// <summary>What a run is started with. All of it goes into the journal, so that a resumed run goes on under the same terms.</summary>
public sealed record RunRequest
{
    /// <summary>What to do.</summary>
    public required TaskBrief Brief { get; init; }

    /// <summary>The model as the user named it, such as <c>repair</c>.</summary>
    public required string Model { get; init; }

    /// <summary>What the run may spend.</summary>
    public RunBudget Budget { get; init; } = new();

    /// <summary>What each attempt may use.</summary>
    public ExecutionLimits Limits { get; init; } = new();

    /// <summary>How transient faults are waited out.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>Seeds the jitter.</summary>
    public int Seed { get; init; }

    /// <summary>The pass over the notebook it belongs to; empty when there is none.</summary>
    public string Pass { get; init; } = "";

    /// <summary>The cell it was typed in; empty when there is none.</summary>
    public string Cell { get; init; } = "";

    /// <summary>Whether another request asks the same of the same cell: then a run of one may answer the other.</summary>
    public bool IsSameTask(RunRequest other) =>
        Cell == other.Cell
        && Model == other.Model
        && Brief.Task == other.Brief.Task
        && Brief.Checks.SequenceEqual(other.Brief.Checks)
        && Budget == other.Budget
        && Limits == other.Limits
        && Retry == other.Retry
        && Seed == other.Seed;
}
