using System.Globalization;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Execution.Sandbox;

namespace AgentNotebook.Execution.Workers;

/// <summary>Runs each guest in a worker process of its own, which is restricted, watched, bounded, used once and thrown away.</summary>
public sealed class WorkerRunner : ICodeRunner
{
    private const long MinimumMemoryBytes = 64L << 20;
    private const int MinimumThreads = 32;

    private readonly WorkerRunnerOptions _options;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<Opened>? _opening;

    /// <summary>Makes a runner; nothing is started until it is prepared or runs something.</summary>
    /// <param name="options">Where its parts are and how strict it is; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">A folder of the sandbox's profile is missing, or none a guest may have; names it.</exception>
    public WorkerRunner(WorkerRunnerOptions? options = null)
    {
        _options = options ?? new WorkerRunnerOptions();
        _options = _options with { Sandbox = SandboxPaths.Demand(_options.Sandbox) };
        Between(_options.WatchInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), nameof(options));
        Between(_options.Pool.Spares, 0, 64, nameof(options));
        Between(_options.Pool.MaximumWorkers, 1, 1024, nameof(options));
        Between(_options.Pool.ConcurrentStarts, 1, 64, nameof(options));
        if (_options.Pool.IdleTime != Timeout.InfiniteTimeSpan)
        {
            Between(_options.Pool.IdleTime, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1), nameof(options));
        }
    }

    /// <inheritdoc/>
    public ICodeRunner WithReads(IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var sandbox = _options.Sandbox;
        if (sandbox.MaximumLevel < SandboxLevel.Confined)
        {
            throw new ArgumentException($"Reading folders needs at least level confined: at level {sandbox.MaximumLevel.ToString().ToLowerInvariant()} one path cannot be told from another.", nameof(folders));
        }

        return new WorkerRunner(_options with
        {
            Sandbox = sandbox with
            {
                Profile = sandbox.Profile == SandboxProfile.Gpu ? sandbox.Profile : SandboxProfile.Files,
                ReadRoots = [.. sandbox.ReadRoots.Union(folders)],
                MinimumLevel = sandbox.MinimumLevel < SandboxLevel.Confined ? SandboxLevel.Confined : sandbox.MinimumLevel,
            },
        });
    }

    /// <inheritdoc/>
    public ICodeRunner WithGpu()
    {
        var sandbox = _options.Sandbox;
        if (sandbox.MaximumLevel < SandboxLevel.Confined || sandbox.MinimumLevel == SandboxLevel.None)
        {
            throw new ArgumentException($"Profile gpu needs at least level confined: at level {(sandbox.MinimumLevel == SandboxLevel.None ? "none" : "filtered")} a device cannot be opened to the code without opening everything else.");
        }

        return new WorkerRunner(_options with
        {
            Sandbox = sandbox with
            {
                Profile = SandboxProfile.Gpu,
                MinimumLevel = sandbox.MinimumLevel < SandboxLevel.Confined ? SandboxLevel.Confined : sandbox.MinimumLevel,
            },

            // For one run: no worker waits beside it.
            Pool = _options.Pool with { Spares = 0 },
        });
    }

    /// <inheritdoc/>
    public async Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) =>
        (await OpenAsync(new ExecutionLimits(), cancellationToken).ConfigureAwait(false)).Status;

    /// <inheritdoc/>
    public async Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(program);
        Demand(limits);
        ProgramParts.Demand(program, limits);
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var opened = await OpenAsync(limits, stop.Token).ConfigureAwait(false);
        if (ProgramParts.TooLarge(program, limits) is { } tooLarge)
        {
            return Refused(tooLarge);
        }

        var message = ProgramParts.Encode(program, limits);
        if (message.Length > FrameCaps.ProgramBytes)
        {
            return Refused($"The program is {message.Length:N0} bytes long; a worker takes at most {FrameCaps.ProgramBytes:N0}.");
        }

        var worker = await opened.Pool.TakeAsync(limits, stop.Token).ConfigureAwait(false);
        try
        {
            return await new WorkerRun(worker, program, limits, _options).AnswerAsync(message, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            var retired = opened.Pool.RetireAsync(worker);
            if (worker.Level == SandboxLevel.None || stop.IsCancellationRequested)
            {
                // Its folder, and what it may have started, are gone when the caller goes on; so is a guest that was told to stop.
                await retired.ConfigureAwait(false);
            }
        }

        GuestOutcome Refused(string reason) => new() { Verdict = Verdict.Refused, Reason = reason, Level = opened.Status.Level, Profile = opened.Status.Profile };
    }

    /// <summary>Opens the runner if need be and waits until its spares are ready and nothing else goes on.</summary>
    /// <returns>The process ids of the spares.</returns>
    internal async Task<IReadOnlyList<int>> SettleAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(new ExecutionLimits(), cancellationToken).ConfigureAwait(false);
        return await opened.Pool.SettleAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Kills every worker. Runs that are under way are cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<Opened>? opening;
        lock (_gate)
        {
            opening = _opening;
            _closing.Cancel();
        }

        if (opening is null)
        {
            return;
        }

        try
        {
            var opened = await opening.ConfigureAwait(false);
            await opened.Pool.DisposeAsync().ConfigureAwait(false);
            opened.Launcher.Dispose();
        }
        catch (Exception exception) when (exception is OperationCanceledException or WorkerUnavailableException or SandboxUnavailableException)
        {
            // It never opened; its own clean-up is done.
        }
    }

    // One opening for all who ask; one that failed is tried anew by the next.
    private async Task<Opened> OpenAsync(ExecutionLimits limits, CancellationToken cancellationToken)
    {
        Task<Opened> opening;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = Task.Run(() => OpenAsync(limits), CancellationToken.None);
            }

            opening = _opening;
        }

        return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Opened> OpenAsync(ExecutionLimits limits)
    {
        var files = WorkerFiles.Find(_options);
        var options = _options with { Sandbox = GpuNodes.Demand(_options.Sandbox) };
        var (launcher, first, status) = await SandboxLadder.DescendAsync(files, options, limits, _closing.Token).ConfigureAwait(false);
        var pool = new WorkerPool((size, token) => StartAsync(launcher, files, size, token), _options.Pool, _options.Time);
        pool.Add(first, limits);
        return new Opened(launcher, status, pool);
    }

    private async Task<WorkerProcess> StartAsync(WorkerLauncher launcher, WorkerFiles files, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            return await WorkerProcess.StartAsync(launcher, files, _options, limits, cancellationToken).ConfigureAwait(false);
        }
        catch (SandboxLayerException exception)
        {
            // It held a moment ago. Nothing ran; whether it is gone for good shows when it is tried again.
            throw new WorkerUnavailableException($"A worker was thrown away before it ran anything, because it was not restricted as it has to be: {exception.Message}. {exception.Layer.Remedy}", exception);
        }
    }

    private static void Between<T>(T value, T least, T most, string parameter)
        where T : IComparable<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, parameter);
    }

    private static void Demand(ExecutionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.MemoryBytes < MinimumMemoryBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(limits), limits.MemoryBytes, string.Create(CultureInfo.InvariantCulture, $"MemoryBytes is at least {MinimumMemoryBytes} (64 MiB): the runtime itself needs that much."));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limits.WallTime, TimeSpan.Zero, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.CpuTime, TimeSpan.FromSeconds(1), nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.Threads, MinimumThreads, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limits.Startup, TimeSpan.Zero, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(limits.OutputBytesPerStream, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(limits.ResultBytes, nameof(limits));
    }

    private sealed record Opened(WorkerLauncher Launcher, SandboxStatus Status, WorkerPool Pool);
}
