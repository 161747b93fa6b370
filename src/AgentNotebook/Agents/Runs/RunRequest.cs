using AgentNotebook.Agents.Retry;
using AgentNotebook.Execution;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Runs;

/// <summary>What a run is started with. All of it goes into the journal, so that a resumed run goes on under the same terms.</summary>
public sealed record RunRequest
{
    /// <summary>What to do.</summary>
    public required TaskBrief Brief { get; init; }

    /// <summary>The models, as the user named them.</summary>
    public required ModelChoice Models { get; init; }

    /// <summary>The model that plays every role that no other was named for.</summary>
    public string Model => Models.Model;

    /// <summary>Whether repeating is what the task is about, as in polling: then only the budget stops the run.</summary>
    public bool AllowRepeat { get; init; }

    /// <summary>What the run may spend.</summary>
    public RunBudget Budget { get; init; } = new();

    /// <summary>What each attempt may use.</summary>
    public ExecutionLimits Limits { get; init; } = new();

    /// <summary>Folders its code may read.</summary>
    /// <value>Full paths; default <see langword="null"/>: none.</value>
    public IReadOnlyList<string>? Reads { get; init; }

    /// <summary>How transient faults are waited out.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>Seeds the jitter.</summary>
    public int Seed { get; init; }

    /// <summary>The variable of the notebook that receives the result; <see langword="null"/> when none was named.</summary>
    public string? Variable { get; init; }

    /// <summary>The pass over the notebook it belongs to; empty when there is none.</summary>
    public string Pass { get; init; } = "";

    /// <summary>The cell it was typed in; empty when there is none.</summary>
    public string Cell { get; init; } = "";

    /// <summary>Whether another request asks the same of the same cell: then a run of one may answer the other.</summary>
    public bool IsSameTask(RunRequest other) =>
        Cell == other.Cell
        && Models with { ModelFor = other.Models.ModelFor } == other.Models
        && Models.ModelFor.OrderBy(pair => pair.Key).SequenceEqual(other.Models.ModelFor.OrderBy(pair => pair.Key))
        && AllowRepeat == other.AllowRepeat
        && Brief.CheckCode == other.Brief.CheckCode
        && Brief.Inputs.SequenceEqual(other.Brief.Inputs)
        && Brief.Task == other.Brief.Task
        && Brief.Checks.SequenceEqual(other.Brief.Checks)
        && Budget == other.Budget
        && Limits == other.Limits
        && (Reads ?? []).SequenceEqual(other.Reads ?? [])
        && Retry == other.Retry
        && Seed == other.Seed;
}
