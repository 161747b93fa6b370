using System.Collections.Concurrent;
using AgentNotebook.Cells.Displays;
using AgentNotebook.Cells.Input;
using AgentNotebook.Cells.Interrupts;

namespace AgentNotebook.Cells.Output;

/// <summary>One run of a cell, known to everything that it starts.</summary>
internal sealed class CellScope(OutputSink sink, CellDisplays displays, ICellInput? input, CancellationToken stopping)
{
    private volatile bool _stopped;

    /// <summary>Where the notebook's output goes.</summary>
    public OutputSink Sink => sink;

    /// <summary>Shows values.</summary>
    public CellDisplays Displays => displays;

    /// <summary>Asks the person at the notebook.</summary>
    public CellQuestions Questions { get; } = new(sink, input, stopping);

    /// <summary>What is still to be done for a cell that was stopped, while it can still put something out.</summary>
    public ConcurrentDictionary<object, Action> WhenStopped { get; } = new();

    /// <summary>Tells the cell's code to end, on whatever thread: at the next turn of a loop, the next call of a method of the notebook's, or where it next puts something out.</summary>
    public void Stop()
    {
        _stopped = true;
        CellInterrupt.Request(this);
    }

    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public void ThrowIfStopped()
    {
        if (_stopped)
        {
            throw new OperationCanceledException("The cell was stopped.");
        }
    }
}
