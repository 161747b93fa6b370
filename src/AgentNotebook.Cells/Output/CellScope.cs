namespace AgentNotebook.Cells.Output;

/// <summary>One run of a cell, known to everything that it starts.</summary>
internal sealed class CellScope(OutputSink sink)
{
    private volatile bool _stopped;

    /// <summary>Where the notebook's output goes.</summary>
    public OutputSink Sink => sink;

    /// <summary>Tells what is left of the cell to end: an interrupt does not reach code behind an <c>await</c>, so that code ends where it next puts something out.</summary>
    public void Stop() => _stopped = true;

    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public void ThrowIfStopped()
    {
        if (_stopped)
        {
            throw new OperationCanceledException("The cell was stopped.");
        }
    }
}
