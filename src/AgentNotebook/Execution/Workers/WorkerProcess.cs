using System.ComponentModel;
using System.Globalization;
using AgentNotebook.Execution.Frames;
using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Sandbox;

namespace AgentNotebook.Execution.Workers;

/// <summary>One started worker: its process, its pipes and, without a sandbox, its scratch folder. Used once.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int CapturedErrorBytes = 64 << 10;

    // How long the end of a process, and of pipes a stray descendant may still hold, is waited for.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

    private readonly WorkerLauncher _launcher;
    private readonly ChildProcess _child;
    private readonly ScratchFolder? _scratch;
    private readonly BoundedCapture _errors = new(CapturedErrorBytes);
    private readonly Task _capturing;
    private readonly Lock _killing = new();
    private volatile bool _killed;
    private TimeSpan _cpuTimeWhenReady;

    private WorkerProcess(ChildProcess child, ScratchFolder? scratch, WorkerLauncher launcher, long memoryBytes)
    {
        (_launcher, _child, _scratch, MemoryBytes) = (launcher, child, scratch, memoryBytes);
        (Level, Profile) = (launcher.Level, launcher.Profile);
        _capturing = CaptureErrorsAsync(child.Error);
    }

    /// <summary>The level it was found to be at.</summary>
    internal SandboxLevel Level { get; }

    /// <summary>The profile it keeps.</summary>
    internal SandboxProfile Profile { get; }

    /// <summary>The memory limit it was started with.</summary>
    internal long MemoryBytes { get; }

    /// <summary>The worker's own process, not its keeper's. There once it is ready.</summary>
    internal int Id { get; private set; }

    /// <summary>What it uses. There once it is ready.</summary>
    internal ProcessMeter Meter { get; private set; } = ProcessMeter.Nothing;

    internal Stream Input => _child.Input;

    internal Stream Output => _child.Output;

    /// <summary>Ends when the process does.</summary>
    internal Task Exit => _child.Exit;

    /// <summary>Whether it was this side that ended the process.</summary>
    internal bool WasKilled => _killed;

    internal bool HasExited => _child.Exit.IsCompleted;

    /// <summary>The exit status; <see langword="null"/> while the process lives.</summary>
    internal int? ExitCode => _child.Exit is { IsCompletedSuccessfully: true, Result: var status } ? status : null;

    /// <summary>Processor time of its guest.</summary>
    internal TimeSpan CpuTime => Meter.CpuTime - _cpuTimeWhenReady;

    /// <summary>What was written to standard error past the frames, by the runtime, by native code or by a child.</summary>
    internal string ErrorText
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Starts a worker and waits until it is locked, looked at and ready.</summary>
    /// <exception cref="SandboxLayerException">It is not as restricted as its level demands; it is gone.</exception>
    /// <exception cref="WorkerUnavailableException">It could not be started, or was not ready in time.</exception>
    internal static async Task<WorkerProcess> StartAsync(WorkerLauncher launcher, WorkerFiles files, WorkerRunnerOptions options, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        var worker = Start(launcher, files, options, limits.MemoryBytes);
        try
        {
            await worker.BecomeReadyAsync(launcher, limits).WaitAsync(limits.Startup, options.Time, cancellationToken).ConfigureAwait(false);
            return worker;
        }
        catch (Exception exception)
        {
            worker.Kill();
            await worker.WaitForExitAsync().ConfigureAwait(false);
            var said = CrashText.Summary(worker.ErrorText) is { Length: > 0 } line ? $" It said: {line}" : "";
            await worker.DisposeAsync().ConfigureAwait(false);
            switch (exception)
            {
                case FrameException or IOException when launcher.Refusal(worker.ErrorText) is { } refusal:
                    throw refusal;
                case TimeoutException:
                    throw new WorkerUnavailableException($"The worker {files.Worker}, started by {files.Host}, was not ready within {limits.Startup.TotalSeconds:0.#} s.{said} Give it more time with {nameof(ExecutionLimits)}.{nameof(ExecutionLimits.Startup)}, or run it by hand to see why.", exception);
                case FrameException or IOException or FormatException:
                    throw new WorkerUnavailableException($"The worker {files.Worker}, started by {files.Host}, did not become ready: {exception.Message}.{said} Check that it belongs to this version of the library and that the host has its runtime.", exception);
                default:
                    throw;
            }
        }
    }

    /// <summary>Kills the worker and everything it started. Safe to call from any thread, any number of times.</summary>
    internal void Kill()
    {
        lock (_killing)
        {
            if (_killed)
            {
                return;
            }

            _killed = true;
            if (Level == SandboxLevel.None)
            {
                ProcessTree.Kill(_child);
            }
            else
            {
                // It can start nothing.
                _launcher.Kill(_child);
            }
        }
    }

    /// <summary>Lets a worker that has said everything go, and kills what it left behind.</summary>
    internal async Task ReleaseAsync()
    {
        ProcessTree.KillDescendants(_child.Id);
        await Input.DisposeAsync().ConfigureAwait(false);
        await WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Waits a moment for the process to end by itself and kills it if it does not.</summary>
    internal async Task WaitForExitAsync()
    {
        if (await Task.WhenAny(Exit, Task.Delay(_grace)).ConfigureAwait(false) != Exit)
        {
            Kill();
            _child.Kill();
            await Task.WhenAny(Exit, Task.Delay(_grace)).ConfigureAwait(false);
        }

        // A descendant that survived may hold the pipe open for ever.
        await Task.WhenAny(_capturing, Task.Delay(_grace / 10)).ConfigureAwait(false);
    }

    /// <summary>Kills the worker if it still lives, and deletes its scratch folder.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await WaitForExitAsync().ConfigureAwait(false);
        Meter.Dispose();
        _child.Dispose();
        _scratch?.Dispose();
    }

    private static WorkerProcess Start(WorkerLauncher launcher, WorkerFiles files, WorkerRunnerOptions options, long memoryBytes)
    {
        ScratchFolder? scratch = null;
        try
        {
            scratch = launcher.HasScratchFolder ? ScratchFolder.Create(options.ScratchRoot) : null;
            var folder = scratch?.Path ?? "/";
            string[] runtime = files.RuntimeVersion is { } version ? ["exec", "--fx-version", version] : ["exec"];
            var command = new SpawnCommand(
                files.Host,
                [.. runtime, files.Worker, launcher.Level.ToString(), launcher.Profile.ToString(), launcher.ParentId.ToString(CultureInfo.InvariantCulture)],
                [.. WorkerEnvironment.Of(files, folder, memoryBytes)],
                folder)
            {
                Inherited = options.Inherited,
            };
            return new WorkerProcess(launcher.Start(command, files), scratch, launcher, memoryBytes);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            scratch?.Dispose();
            throw new WorkerUnavailableException($"The worker {files.Worker} could not be started by {files.Host}: {exception.Message}", exception);
        }
    }

    private async Task BecomeReadyAsync(WorkerLauncher launcher, ExecutionLimits limits)
    {
        var reader = new FrameReader(Output, FrameCaps.OfStart);
        await DemandAsync(reader, FrameKind.Warmed).ConfigureAwait(false);
        var id = launcher.WorkerId(_child);
        await new FrameWriter(Input).WriteAsync(FrameKind.Lock, WorkerLimits.Of(id, limits, launcher.Profile).Encode(), CancellationToken.None).ConfigureAwait(false);
        var report = ReadyMessage.Decode(await DemandAsync(reader, FrameKind.Ready).ConfigureAwait(false));
        WorkerInspection.Demand(launcher, report, id);
        (Id, Meter) = (id, ProcessMeter.Of(id));
        // What it took to get ready is not the guest's.
        Meter.SampleLoad();
        _cpuTimeWhenReady = Meter.CpuTime;
    }

    private static async Task<ReadOnlyMemory<byte>> DemandAsync(FrameReader reader, FrameKind kind) =>
        await reader.ReadAsync().ConfigureAwait(false) switch
        {
            { } frame when frame.Kind == kind => frame.Payload,
            { } frame => throw new FrameException($"it sent a {frame.Kind} frame where {kind} was due"),
            null => throw new FrameException("the worker ended before it was ready"),
        };

    private async Task CaptureErrorsAsync(Stream stream)
    {
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            {
                lock (_errors)
                {
                    _errors.Add(buffer.AsSpan(0, read));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The pipe is gone with its process.
        }
    }
}
