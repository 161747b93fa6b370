using AgentNotebook.Cells.Output;

namespace AgentNotebook.Cells.Submissions;

/// <summary>
/// Runs a cell's code on a thread of its own, so that an interrupt ends what it waits for. Computing ends by itself: the code asks whether
/// it was interrupted (<see cref="Interrupts.CellInterrupt"/>).
/// </summary>
internal static class CellThread
{
    /// <summary>Runs <paramref name="action"/>.</summary>
    /// <param name="action">Blocks until the code, with what it awaits, is done.</param>
    /// <param name="sink">Where the code prints; an interrupt waits until its host has taken what is on the way.</param>
    /// <param name="grace">How long the code may take to unwind after an interrupt; then it is left to itself.</param>
    /// <param name="left">Is done when the code, once interrupted, is to be left to itself at once.</param>
    /// <param name="interrupt">Ends the code.</param>
    /// <returns>Whether the code came to its end; otherwise it was interrupted, is inside a library that does not end, and is left to itself.</returns>
    public static async Task<bool> RunAsync(Action action, OutputSink sink, TimeSpan grace, Task left, CancellationToken interrupt)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(action, done)) { IsBackground = true, Name = "cell" };
        thread.Start();
        try
        {
            await done.Task.WaitAsync(interrupt);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested && !done.Task.IsCompleted)
        {
            sink.BetweenCalls(thread.Interrupt);
            if (await Task.WhenAny(done.Task, left, Task.Delay(grace, CancellationToken.None)) != done.Task)
            {
                return false;
            }

            await done.Task;
        }

        return true;
    }

    private static void Run(Action action, TaskCompletionSource done)
    {
        try
        {
            action();
            done.TrySetResult();
        }
        catch (Exception e)
        {
            done.TrySetException(e);
        }
    }
}
