namespace AgentNotebook.Execution;

/// <summary>Where code runs: takes a compiled program, runs it in a restricted child process and returns what happened.</summary>
public interface ICodeRunner : IAsyncDisposable
{
    /// <summary>The level that is really active, never the one hoped for.</summary>
    SandboxLevel Level { get; }

    /// <summary>One sentence for the screen that says what the active level means.</summary>
    string LevelInWords { get; }

    /// <summary>Runs <paramref name="program"/> once, in a child of its own.</summary>
    /// <param name="program">What to run: the code, then its checks.</param>
    /// <param name="limits">What the guest may use.</param>
    /// <param name="cancellationToken">Kills the child and its descendants at once.</param>
    /// <returns>What happened. A guest that fails, hangs, crashes or lies is an outcome, not an exception.</returns>
    /// <exception cref="WorkerUnavailableException">No worker could be started; trying again may help.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the child is gone.</exception>
    Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken);
}
