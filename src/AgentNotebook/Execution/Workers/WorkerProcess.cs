using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>One started worker: its process, its pipes and its scratch folder. Used once.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int CapturedErrorBytes = 64 << 10;

    // How long the end of a process, and of pipes a stray descendant may still hold, is waited for.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly ScratchFolder _scratch;
    private readonly BoundedCapture _errors = new(CapturedErrorBytes);
    private readonly Task _capturing;
    private readonly Lock _killing = new();
    private volatile bool _killed;

    private WorkerProcess(Process process, ScratchFolder scratch, long memoryBytes)
    {
        _process = process;
        _scratch = scratch;
        MemoryBytes = memoryBytes;
        Meter = new ProcessMeter(process);
        Exit = process.WaitForExitAsync();
        _capturing = CaptureErrorsAsync(process.StandardError.BaseStream);
    }

    /// <summary>The memory limit it was started with.</summary>
    internal long MemoryBytes { get; }

    internal ProcessMeter Meter { get; }

    internal Stream Input => _process.StandardInput.BaseStream;

    internal Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Ends when the process does.</summary>
    internal Task Exit { get; }

    /// <summary>Whether it was this side that ended the process.</summary>
    internal bool WasKilled => _killed;

    internal bool HasExited => _process.HasExited;

    /// <summary>Starts a worker and waits until it is ready.</summary>
    /// <exception cref="WorkerUnavailableException">It could not be started, or was not ready in time.</exception>
    internal static async Task<WorkerProcess> StartAsync(WorkerRunnerOptions options, long memoryBytes, TimeSpan startup, CancellationToken cancellationToken)
    {
        var files = WorkerFiles.Find(options);
        var worker = Start(files, options, memoryBytes);
        try
        {
            var reader = new FrameReader(worker.Output, FrameCaps.OfRunner(resultBytes: 0));
            var first = await reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(startup, options.Time, cancellationToken).ConfigureAwait(false);
            return first is { Kind: FrameKind.Ready } ? worker : throw new FrameException("the worker ended before it was ready");
        }
        catch (Exception exception)
        {
            worker.Kill();
            await worker.WaitForExitAsync().ConfigureAwait(false);
            var said = CrashText.Summary(worker.ErrorText) is { Length: > 0 } line ? $" It said: {line}" : "";
            await worker.DisposeAsync().ConfigureAwait(false);
            switch (exception)
            {
                case TimeoutException:
                    throw new WorkerUnavailableException($"The worker {files.Worker}, started by {files.Host}, was not ready within {startup.TotalSeconds:0.#} s.{said} Give it more time with {nameof(ExecutionLimits)}.{nameof(ExecutionLimits.Startup)}, or run it by hand to see why.", exception);
                case FrameException or IOException:
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
            if (!_killed)
            {
                _killed = true;
                ProcessTree.Kill(_process);
            }
        }
    }

    /// <summary>Lets a worker that has said everything go, and kills what it left behind.</summary>
    internal async Task ReleaseAsync()
    {
        ProcessTree.KillDescendants(_process.Id);
        await Input.DisposeAsync().ConfigureAwait(false);
        await WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Waits a moment for the process to end by itself and kills it if it does not.</summary>
    internal async Task WaitForExitAsync()
    {
        if (await Task.WhenAny(Exit, Task.Delay(_grace)).ConfigureAwait(false) != Exit)
        {
            Kill();
            await Task.WhenAny(Exit, Task.Delay(_grace)).ConfigureAwait(false);
        }

        // A descendant that survived may hold the pipe open for ever.
        await Task.WhenAny(_capturing, Task.Delay(_grace / 10)).ConfigureAwait(false);
    }

    /// <summary>The exit status; <see langword="null"/> while the process lives.</summary>
    internal int? ExitCode => _process.HasExited ? _process.ExitCode : null;

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

    /// <summary>Kills the worker if it still lives, and deletes its scratch folder.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await WaitForExitAsync().ConfigureAwait(false);
        Meter.Dispose();
        _process.Dispose();
        _scratch.Dispose();
    }

    private static WorkerProcess Start(WorkerFiles files, WorkerRunnerOptions options, long memoryBytes)
    {
        ScratchFolder? scratch = null;
        try
        {
            scratch = ScratchFolder.Create(options.ScratchRoot);
            Posix.KeepDescriptorsFromChildren();
            return new WorkerProcess(Process.Start(StartInfo(files, scratch.Path, memoryBytes))!, scratch, memoryBytes);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or UnauthorizedAccessException)
        {
            scratch?.Dispose();
            throw new WorkerUnavailableException($"The worker {files.Worker} could not be started by {files.Host}: {exception.Message}", exception);
        }
    }

    private static ProcessStartInfo StartInfo(WorkerFiles files, string scratch, long memoryBytes)
    {
        var start = new ProcessStartInfo(files.Host)
        {
            WorkingDirectory = scratch,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] runtime = files.RuntimeVersion is { } version ? ["exec", "--fx-version", version] : ["exec"];
        foreach (var argument in (string[])[.. runtime, files.Worker, memoryBytes.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in WorkerEnvironment.Of(files, scratch, memoryBytes))
        {
            start.Environment[name] = value;
        }

        return start;
    }

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
