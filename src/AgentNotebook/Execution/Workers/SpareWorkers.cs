namespace AgentNotebook.Execution.Workers;

/// <summary>The workers of a pool that are ready and nobody's yet, oldest first. Not safe for several threads: the pool's own lock guards it.</summary>
internal sealed class SpareWorkers
{
    private readonly Queue<(WorkerSize Size, WorkerProcess Worker)> _ready = new();

    internal int Count => _ready.Count;

    /// <summary>Their processes.</summary>
    internal IEnumerable<int> Ids => _ready.Select(spare => spare.Worker.Id);

    internal void Add(WorkerSize size, WorkerProcess worker) => _ready.Enqueue((size, worker));

    /// <summary>The oldest that lives and fits; <see langword="null"/> when none does.</summary>
    /// <param name="size">What it has to be made for.</param>
    /// <param name="dead">Those that ended while they waited.</param>
    internal WorkerProcess? Take(WorkerSize size, List<WorkerProcess> dead)
    {
        WorkerProcess? taken = null;
        for (var count = _ready.Count; count > 0; count--)
        {
            var (made, worker) = _ready.Dequeue();
            if (worker.HasExited)
            {
                dead.Add(worker);
            }
            else if (taken is null && made == size)
            {
                taken = worker;
            }
            else
            {
                _ready.Enqueue((made, worker));
            }
        }

        return taken;
    }

    /// <summary>The oldest of any size; <see langword="null"/> when there is none.</summary>
    internal WorkerProcess? TakeOldest() => _ready.TryDequeue(out var oldest) ? oldest.Worker : null;

    internal IReadOnlyList<WorkerProcess> TakeAll()
    {
        WorkerProcess[] all = [.. _ready.Select(spare => spare.Worker)];
        _ready.Clear();
        return all;
    }
}
