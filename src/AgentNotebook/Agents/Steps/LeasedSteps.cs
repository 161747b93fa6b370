using AgentNotebook.Agents.Events;
using AgentNotebook.Gpu.Leases;

namespace AgentNotebook.Agents.Steps;

/// <summary>Puts each step under a lease: what it took is asked back at its end, and a model that runs in this process may hand its tensors to the lease.</summary>
/// <remarks>Garbage is collected only where that gives device memory back, or where something was tracked: otherwise each step would wait for it in vain.</remarks>
/// <param name="leases">The notebook's.</param>
public sealed class LeasedSteps(MemoryLeases leases) : IStepMeter
{
    /// <inheritdoc/>
    public IMeasuredStep Begin(string name, long? limitBytes) => new Step(leases.Lease(name, new LeaseOptions
    {
        BudgetBytes = limitBytes,
        BudgetIncludesBefore = true,
        Collection = LeaseCollection.WhereItHelps,
        IsAnnounced = false,
    }));

    private sealed class Step(MemoryLease lease) : IMeasuredStep
    {
        public CancellationToken OverLimit => lease.OverBudget;

        public async ValueTask<(StepMemory? Memory, MemoryBudgetException? Passed)> EndAsync()
        {
            var report = await lease.EndAsync();
            var memory = report.Memory is not { } measured
                ? null
                : new StepMemory(report.Title, measured.BeforeBytes, measured.PeakBytes, measured.AfterBytes) { IsGpu = report.IsGpu, IsBack = report.IsBack == true };
            var passed = report is { IsOverBudget: true, BudgetBytes: { } limit } ? new MemoryBudgetException(report.Name, limit, Math.Max(limit, memory?.PeakBytes ?? 0)) : null;
            return (memory, passed);
        }
    }
}
