namespace AgentNotebook.Execution.Workers;

/// <summary>Someone who waits for a worker.</summary>
internal sealed class WorkerRequest(ExecutionLimits limits)
{
    private readonly TaskCompletionSource<WorkerProcess> _worker = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ExecutionLimits Limits { get; } = limits;

    /// <summary>Whether a start was begun for it.</summary>
    internal bool HasStart { get; set; }

    internal Task<WorkerProcess> Worker => _worker.Task;

    internal void Give(WorkerProcess worker) => _worker.SetResult(worker);

    internal void Fail(Exception failure) => _worker.SetException(failure);
}
