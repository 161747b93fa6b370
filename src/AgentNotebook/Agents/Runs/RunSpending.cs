using AgentNotebook.Models;

namespace AgentNotebook.Agents.Runs;

/// <summary>What a run has spent.</summary>
/// <param name="ActiveTime">Time in which some process ran it.</param>
/// <param name="Usage">Tokens and price of its model calls.</param>
/// <param name="GuestCpu">Processor time of its attempts.</param>
public sealed record RunSpending(TimeSpan ActiveTime, ModelUsage Usage, TimeSpan GuestCpu)
{
    /// <summary>Nothing; a price of nothing is a known one.</summary>
    public static RunSpending Nothing { get; } = new(TimeSpan.Zero, new ModelUsage(0, 0, 0m), TimeSpan.Zero);

    /// <summary>What was spent after an earlier reading.</summary>
    public RunSpending Since(RunSpending earlier) => new(
        ActiveTime - earlier.ActiveTime,
        new ModelUsage(
            Usage.InputTokens - earlier.Usage.InputTokens,
            Usage.OutputTokens - earlier.Usage.OutputTokens,
            Usage.Cost - earlier.Usage.Cost,
            Usage.IsEstimated),
        GuestCpu - earlier.GuestCpu);
}
