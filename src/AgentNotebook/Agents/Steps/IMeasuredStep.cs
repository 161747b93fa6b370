using AgentNotebook.Agents.Events;
using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.Agents.Steps;

/// <summary>A step whose memory is watched.</summary>
public interface IMeasuredStep
{
    /// <summary>Cancelled when the limit is passed, while the step is under way.</summary>
    CancellationToken OverLimit { get; }

    /// <summary>The step is over: gives back what can be, and measures.</summary>
    /// <returns>What is written down of it, <see langword="null"/> when it could not be measured; and the limit that was passed, <see langword="null"/> when none was.</returns>
    ValueTask<(StepMemory? Memory, MemoryBudgetException? Passed)> EndAsync();
}
