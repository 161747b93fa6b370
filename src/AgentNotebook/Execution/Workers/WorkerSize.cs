namespace AgentNotebook.Execution.Workers;

/// <summary>The limits that are built into a worker when it starts: one made for others does not fit.</summary>
internal readonly record struct WorkerSize(long MemoryBytes, TimeSpan CpuTime)
{
    internal static WorkerSize Of(ExecutionLimits limits) => new(limits.MemoryBytes, limits.CpuTime);
}
