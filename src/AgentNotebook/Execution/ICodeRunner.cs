namespace AgentNotebook.Execution;

/// <summary>Where code runs: takes a compiled program, runs it in a restricted child process and returns what happened.</summary>
public interface ICodeRunner : IAsyncDisposable
{
    /// <summary>Finds out what restricts guests here, by starting a worker and trying it. The first call takes as long as a worker takes to start; later ones return what is known.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What is really active.</returns>
    /// <exception cref="SandboxUnavailableException">The level that was asked for cannot be had. Nothing will run.</exception>
    /// <exception cref="WorkerUnavailableException">No worker could be started; trying again may help.</exception>
    Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="program"/> once, in a child of its own.</summary>
    /// <param name="program">What to run: the code, then its checks.</param>
    /// <param name="limits">What the guest may use.</param>
    /// <param name="cancellationToken">Kills the child and its descendants at once.</param>
    /// <returns>What happened. A guest that fails, hangs, crashes or lies is an outcome, not an exception.</returns>
    /// <exception cref="ArgumentException">A limit is out of its range, or an input has a name that breaks the rule of <see cref="GuestInput"/> or that another has, too.</exception>
    /// <exception cref="SandboxUnavailableException">The level that was asked for cannot be had.</exception>
    /// <exception cref="WorkerUnavailableException">No worker could be started; trying again may help.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the child is gone.</exception>
    Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken);

    /// <summary>Another runner, of the same strictness, whose guests may also read below some folders. It is the caller's to dispose.</summary>
    /// <param name="folders">Full paths of folders that exist; see <see cref="SandboxOptions.ReadRoots"/>.</param>
    /// <exception cref="ArgumentException">A folder is missing or none a guest may read, or guests run at a level at which one path cannot be told from another.</exception>
    /// <exception cref="NotSupportedException">This runner cannot give its guests folders.</exception>
    ICodeRunner WithReads(IReadOnlyList<string> folders) => throw new NotSupportedException("Folders cannot be handed to guests here. Hand over files: --input NAME=FILE.");

    /// <summary>Another runner, of the same strictness but for the GPU's device nodes, which are open to its guests. It is the caller's to dispose.</summary>
    /// <exception cref="ArgumentException">Guests run at a level at which a device cannot be opened to them alone.</exception>
    /// <exception cref="NotSupportedException">This runner cannot give its guests a GPU.</exception>
    ICodeRunner WithGpu() => throw new NotSupportedException("A GPU cannot be handed to guests here.");
}
