using System.Runtime;
using AgentNotebook.Cells.Output;

namespace AgentNotebook.Cells.Submissions;

/// <summary>Runs a cell's code on a thread of its own, so that an interrupt reaches a loop that never looks at a token.</summary>
internal static class CellThread
{
    /// <summary>Runs <paramref name="action"/>.</summary>
    /// <param name="action">Blocks until the code, with what it awaits, is done.</param>
    /// <param name="sink">Where the code prints; an interrupt waits until its host has taken what is on the way.</param>
    /// <param name="grace">How long the code may take to unwind after an interrupt; then it is left to itself.</param>
    /// <param name="left">Is done when the code, once interrupted, is to be left to itself at once.</param>
    /// <param name="interrupt">Aborts the thread.</param>
    /// <exception cref="OperationCanceledException">It was interrupted and is left to itself.</exception>
    public static async Task RunAsync(Action action, OutputSink sink, TimeSpan grace, Task left, CancellationToken interrupt)
    {
        var abort = new CancellationTokenSource();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(action, done, abort.Token)) { IsBackground = true, Name = "cell" };
        thread.Start();
        try
        {
            await done.Task.WaitAsync(interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested && !done.Task.IsCompleted)
        {
            // Interrupt ends a wait, abort ends computing. Abort does not return before it has worked, so it has a thread of its own.
            sink.BetweenCalls(thread.Interrupt);
            new Thread(abort.Cancel) { IsBackground = true, Name = "cell interrupt" }.Start();
            await (await Task.WhenAny(done.Task, left, Task.Delay(grace, CancellationToken.None)) == done.Task ? done.Task : Task.FromCanceled(interrupt));
        }
    }

    private static void Run(Action action, TaskCompletionSource done, CancellationToken abort)
    {
        try
        {
            // Obsolete as a warning to those whose process must survive it: an abort may leave the cell's own data half changed.
            // Whoever interrupts a cell accepts that; the engine's and the host's data are out of its reach (OutputSink).
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(action, abort);
#pragma warning restore SYSLIB0046
            done.TrySetResult();
        }
        catch (Exception e)
        {
            done.TrySetException(e);
        }
    }
}
