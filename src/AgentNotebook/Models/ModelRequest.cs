using System.Text.Json.Serialization;
using AgentNotebook.Execution;
using AgentNotebook.Models.Memory;

namespace AgentNotebook.Models;

/// <summary>What every question to a model carries. A request is all a model knows: it keeps nothing between calls.</summary>
/// <param name="Brief">What the run is asked to do.</param>
/// <param name="CallNumber">How many model calls of this run were finished before this one; selects the step of a scripted playbook.</param>
public abstract record ModelRequest(TaskBrief Brief, int CallNumber)
{
    /// <summary>Goal, plan, facts learnt, attempts and what failed and why.</summary>
    public RunMemory Memory { get; init; } = RunMemory.Empty;

    /// <summary>What the controller or a person wants heeded now; empty in the ordinary course.</summary>
    public IReadOnlyList<ModelGuidance> Guidance { get; init; } = [];

    /// <summary>What each attempt may use.</summary>
    public ExecutionLimits Limits { get; init; } = new();

    /// <summary>Told what the model writes, piece by piece, while it writes; <see langword="null"/> when nobody looks.</summary>
    [JsonIgnore]
    public IProgress<string>? Written { get; init; }
}
