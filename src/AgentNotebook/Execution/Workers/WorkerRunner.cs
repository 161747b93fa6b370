using System.Globalization;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>Runs each guest in a worker process of its own, which is watched, bounded, used once and thrown away.</summary>
public sealed class WorkerRunner : ICodeRunner
{
    private const long MinimumMemoryBytes = 64L << 20;

    private readonly WorkerRunnerOptions _options;
    private readonly SpareWorker _spare;
    private volatile bool _disposed;

    /// <summary>Makes a runner; nothing is started until the first run.</summary>
    /// <param name="options">Where its parts are; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The watch interval is out of its range.</exception>
    public WorkerRunner(WorkerRunnerOptions? options = null)
    {
        _options = options ?? new WorkerRunnerOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.WatchInterval, TimeSpan.FromMilliseconds(1), nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.WatchInterval, TimeSpan.FromSeconds(1), nameof(options));
        _spare = new SpareWorker(_options);
    }

    /// <inheritdoc/>
    public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _spare.Begin(new ExecutionLimits());
        return Task.FromResult(new SandboxStatus
        {
            Level = SandboxLevel.None,
            InWords = "No sandbox: the code runs in an ordinary child process with limits on time, memory and output, but with your own rights to files and network.",
        });
    }

    /// <inheritdoc/>
    public async Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(program);
        Demand(limits);
        ProgramParts.Demand(program, limits);
        cancellationToken.ThrowIfCancellationRequested();
        if (ProgramParts.TooLarge(program, limits) is { } tooLarge)
        {
            return new GuestOutcome { Verdict = Verdict.Refused, Reason = tooLarge, Level = SandboxLevel.None };
        }

        var message = Encode(program, limits);
        if (message.Length > FrameCaps.ProgramBytes)
        {
            return new GuestOutcome { Verdict = Verdict.Refused, Reason = $"The program is {message.Length:N0} bytes long; a worker takes at most {FrameCaps.ProgramBytes:N0}.", Level = SandboxLevel.None };
        }

        try
        {
            var worker = await _spare.TakeAsync(limits, cancellationToken).ConfigureAwait(false);
            await using (worker.ConfigureAwait(false))
            {
                return await new WorkerRun(worker, program, limits, _options, SandboxLevel.None).AnswerAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Begun after the run, so that the start of the next worker takes no processor time from this guest.
            if (!_disposed)
            {
                _spare.Begin(limits);
            }
        }
    }

    /// <summary>Kills the spare worker. Runs that are under way go on to their end.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _spare.DisposeAsync().ConfigureAwait(false);
    }

    internal static byte[] Encode(GuestProgram program, ExecutionLimits limits) => ProgramParts.Encode(program, limits);

    private static void Demand(ExecutionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.MemoryBytes < MinimumMemoryBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(limits), limits.MemoryBytes, string.Create(CultureInfo.InvariantCulture, $"MemoryBytes is at least {MinimumMemoryBytes} (64 MiB): the runtime itself needs that much."));
        }

        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limits.WallTime, TimeSpan.Zero, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limits.Startup, TimeSpan.Zero, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(limits.OutputBytesPerStream, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(limits.ResultBytes, nameof(limits));
    }
}
