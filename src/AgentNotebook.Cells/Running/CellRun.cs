namespace AgentNotebook.Cells.Running;

/// <summary>One execution of a cell, with all it imports.</summary>
/// <param name="count">Its number.</param>
/// <param name="stop">Stops it.</param>
internal sealed class CellRun(int count, CancellationToken stop)
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Count => count;

    /// <summary>Is done when the cell, once stopped, is to be left to itself.</summary>
    public Task Left => _left.Task;

    public CancellationToken Stop => stop;

    /// <summary>What runs now.</summary>
    public SourceUnit? Current { get; set; }

    /// <summary>How many files it has imported.</summary>
    public int Imports { get; set; }

    /// <summary>Whether it ended because a safety rule refused something.</summary>
    public bool RefusedForSafety { get; set; }

    /// <summary>Whether it was stopped and left to itself, and code of it may still run.</summary>
    public bool IsLeftRunning { get; set; }

    /// <summary>Leaves it to itself, if it was stopped.</summary>
    public void LeaveToItself()
    {
        if (stop.IsCancellationRequested)
        {
            _left.TrySetResult();
        }
    }
}
