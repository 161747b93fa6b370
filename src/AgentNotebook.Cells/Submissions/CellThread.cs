using System.Runtime;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Runs a cell's code on a thread of its own, so that an interrupt reaches a loop that never looks at a token.</summary>
internal static class CellThread
{
    /// <summary>Runs <paramref name="action"/>.</summary>
    /// <param name="action">Blocks until the code, with what it awaits, is done.</param>
    /// <param name="grace">How long the code may take to unwind after an interrupt; then it is left to itself.</param>
    /// <param name="interrupt">Aborts the thread.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static async Task RunAsync(Action action, TimeSpan grace, CancellationToken interrupt)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                // Obsolete as a warning to those whose process must survive it: an abort may leave the cell's own data half changed.
                // A notebook's user who interrupts a cell accepts that; the engine's and the host's data are out of its reach (OutputSink).
#pragma warning disable SYSLIB0046
                ControlledExecution.Run(action, interrupt);
#pragma warning restore SYSLIB0046
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        { IsBackground = true, Name = "cell" };
        thread.Start();
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = interrupt.Register(() => _ = Task.Delay(grace, CancellationToken.None).ContinueWith(_ => left.TrySetCanceled(interrupt), TaskScheduler.Default));
        await await Task.WhenAny(done.Task, left.Task);
    }
}
