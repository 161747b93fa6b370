namespace AgentNotebook.Execution.Compiling;

/// <summary>
/// Runs the compiler on a thread of its own, with a stack that fits the longest chain the code could hold, and waits for it no longer than it may take.
/// Prefixes (<c>not not not</c>, <c>#if !!!</c>) make the parser recurse as brackets do, and nested lambdas make the binder's time explode.
/// </summary>
internal static class DeepStack
{
    // Only what is used of a stack is ever backed by memory.
    private const int BytesPerCharacter = 2048;
    private const int MinimumBytes = 64 << 20;
    private const int MaximumBytes = int.MaxValue;

    /// <exception cref="TimeoutException">It took longer than <paramref name="limit"/>. The compiler looks at its token seldom, so its thread may go on for a while.</exception>
    /// <exception cref="InsufficientExecutionStackException">The compiler ran out of the stack.</exception>
    internal static T Run<T>(int characters, TimeSpan limit, Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Complete(done, work, abandon.Token), (int)Math.Clamp((long)characters * BytesPerCharacter, MinimumBytes, MaximumBytes)) { IsBackground = true, Name = "guest compiler" };
        thread.Start();
        try
        {
            // This wait tells the thread pool that a thread of it is blocked: many guests that compile at once do not starve what runs them.
            if (Task.WaitAny([done.Task], limit) < 0)
            {
                throw new TimeoutException();
            }

            return done.Task.GetAwaiter().GetResult();
        }
        finally
        {
            abandon.Cancel();
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource<T>)state!).TrySetCanceled(token), done);
        try
        {
            done.TrySetResult(work(cancellationToken));
        }
        catch (Exception exception)
        {
            done.TrySetException(exception);
        }
    }
}
