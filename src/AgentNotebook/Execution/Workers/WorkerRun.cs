using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>One program in one worker, from the handing over to the verdict.</summary>
internal sealed class WorkerRun(WorkerProcess worker, GuestProgram program, ExecutionLimits limits, WorkerRunnerOptions options)
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    private readonly AnswerCollector _answers = new(program, limits);

    internal async Task<GuestOutcome> AnswerAsync(byte[] message, CancellationToken cancellationToken)
    {
        using var watch = new WorkerWatch(worker, limits, options);
        string? lie;
        using (cancellationToken.UnsafeRegister(static killed => ((WorkerProcess)killed!).Kill(), worker))
        {
            lie = await ConverseAsync(message, cancellationToken).ConfigureAwait(false);
        }

        watch.Stop();
        var wallTime = watch.Elapsed;
        cancellationToken.ThrowIfCancellationRequested();
        worker.Meter.Read();
        if (lie is not null)
        {
            worker.Kill();
        }

        if (!_answers.HasEnded)
        {
            await worker.WaitForExitAsync().ConfigureAwait(false);
        }
        else if (worker.Level == SandboxLevel.None)
        {
            // Only here can a guest have left something behind. Elsewhere nobody has to wait until the worker is gone.
            await worker.ReleaseAsync().ConfigureAwait(false);
        }

        // A reader that had to be given up may still come back with a frame.
        lock (_answers)
        {
            return Judge(watch.Limit, lie, wallTime);
        }
    }

    private GuestOutcome Judge(WorkerLimit limit, string? lie, TimeSpan wallTime)
    {
        var (verdict, reason) = WorkerVerdict.Of(limit, lie, _answers, worker.ExitCode, worker, limits);
        var refusal = verdict == Verdict.Failed ? CallRefusal.Of(_answers.FailureMessage!, worker.Level, worker.Profile) : null;
        if (refusal is not null)
        {
            (verdict, reason) = (Verdict.Refused, refusal.Reason);
        }

        return new GuestOutcome
        {
            Verdict = verdict,
            Reason = Printable(reason),
            Exception = _answers.Failure,
            ResultJson = verdict == Verdict.Completed ? _answers.ResultJson : null,
            ResultType = verdict == Verdict.Completed ? program.ResultType : null,
            Checks = _answers.Checks,
            Output = _answers.Output,
            ErrorOutput = ErrorOutput(),
            OutputWasCut = _answers.OutputWasCut,
            WallTime = wallTime,
            CpuTime = worker.CpuTime,
            PeakMemoryBytes = worker.Meter.PeakBytes,
            ExitCode = worker.ExitCode,
            Level = worker.Level,
            Profile = worker.Profile,
            Artifacts = _answers.Artifacts,
            RefusedCall = refusal?.Call,
        };
    }

    // It may quote what the guest said, and ends on terminals.
    private static string Printable(string reason) => string.Concat(reason.Select(character => char.IsControl(character) && character != '\n' ? '\uFFFD' : character));

    // What went past the frames: the runtime's own last words, native code, a child the guest started.
    private string ErrorOutput()
    {
        var (framed, raw) = (_answers.ErrorOutput, worker.ErrorText);
        var room = limits.OutputBytesPerStream - framed.Length;
        return raw.Length == 0 || room < 2 ? framed : framed + Cut.Text(raw, room);
    }

    // Everything the child says ends here: a broken pipe, half a frame or a lie is a finding, never an exception.
    private async Task<string?> ConverseAsync(byte[] message, CancellationToken cancellationToken)
    {
        var sending = SendAsync(message);
        var reading = ReadAsync();
        try
        {
            _ = await Task.WhenAny(reading, worker.Exit).WaitAsync(cancellationToken).ConfigureAwait(false);
            // What is in the pipe is read; a descendant that holds it open after the worker's end cannot hold this up.
            return await reading.WaitAsync(_grace, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            await Task.WhenAny(sending, Task.Delay(_grace, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(byte[] message)
    {
        try
        {
            var writer = new FrameWriter(worker.Input);
            await writer.WriteAsync(FrameKind.Program, message, CancellationToken.None).ConfigureAwait(false);
            foreach (var chunk in ProgramParts.Chunks(program))
            {
                await writer.WriteAsync(FrameKind.Part, chunk, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The worker is gone; what it said before, and how it ended, tell the rest.
        }
    }

    private async Task<string?> ReadAsync()
    {
        var reader = new FrameReader(new BufferedStream(worker.Output, FrameCaps.ChunkBytes), FrameCaps.OfRunner(limits.ResultBytes));
        try
        {
            while (!_answers.HasEnded && await reader.ReadAsync().ConfigureAwait(false) is { } frame)
            {
                lock (_answers)
                {
                    _answers.Accept(frame);
                }
            }

            return null;
        }
        catch (FrameException exception)
        {
            return exception.WasCutOff ? null : exception.Message;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
