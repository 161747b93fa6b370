using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Agents.Steps;
using AgentNotebook.Models.Recording;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Replay;

/// <summary>
/// Drives a run by its recording: models and clock are the recording's, code really runs again. The journal is the recorded one to the
/// byte, except for the sandbox level, which is the one that is active now; what differs otherwise ends the replay at that step.
/// </summary>
public sealed class RunReplay : IDisposable
{
    private readonly RunRecording _recording;
    private readonly ReplayTape _tape;
    private readonly ReplayClock _clock;
    private readonly ReplayedSteps _steps;
    private readonly CancellationToken _cancellation;
    private CancellationTokenSource _interrupt;

    private RunReplay(RunRecording recording, CancellationToken cancellation)
    {
        (_recording, _tape, _cancellation) = (recording, new ReplayTape(recording), cancellation);
        _clock = new ReplayClock(_tape);
        _steps = new ReplayedSteps(_tape);
        _interrupt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>What the recorded run was started with.</summary>
    public RunRequest Request => _recording.Request;

    /// <summary>How many transitions the recorded run made.</summary>
    public int Steps => _recording.Entries.Count(entry => entry.Entry.Event() is Transitioned);

    /// <summary>What differs from the recording without being the run's doing: the sandbox level. Complete when the replay is over.</summary>
    public IReadOnlyList<string> Notes => _tape.Notes;

    /// <summary>Drive the run with this: it is cancelled where the recorded run was interrupted, and when the replay itself is.</summary>
    public CancellationToken Token => _interrupt.Token;

    /// <summary>Reads a recording.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">Bounds on what is read; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the replay; the run then stands where its journal ends.</param>
    /// <exception cref="RecordingException">It cannot be read.</exception>
    public static RunReplay Open(string file, RecordingLimits? limits = null, CancellationToken cancellationToken = default) =>
        new(RunRecording.Read(file, limits), cancellationToken);

    /// <summary>A request under the name of the recorded one: models, pass, cell and the name of the result are those of then, everything else has to be the same.</summary>
    public RunRequest Adopt(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request with { Models = Request.Models, Pass = Request.Pass, Cell = Request.Cell, Variable = Request.Variable };
    }

    /// <summary>
    /// Begins the run anew and replays it up to where it was last resumed, if it was. What is left is replayed by driving the run that
    /// is returned, with <see cref="Token"/>.
    /// </summary>
    /// <param name="session">The session it will belong to.</param>
    /// <param name="request">What it is started with; see <see cref="Adopt"/>.</param>
    /// <param name="services">What it works with. Of these, compiler, runner and whether memory is observed count; the rest is the recording's.</param>
    /// <param name="inputs">What its code is handed; <see langword="null"/> for nothing.</param>
    /// <param name="afterStep">Awaited after each transition up to there; give it to <see cref="AgentRun.RunAsync(Func{RunRecord, Task}, CancellationToken)"/> for those that are left.</param>
    /// <exception cref="ReplayException">The request is another, or the replay cannot go on. When driving the run throws it, it means the same.</exception>
    /// <exception cref="SessionStoreException">The journal cannot be written.</exception>
    public async Task<AgentRun> BeginAsync(Session session, RunRequest request, RunServices services, RunInputs? inputs = null, Func<RunRecord, Task>? afterStep = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(services);
        var run = AgentRun.Start(session, request, Wrap(services, _recording.Header.Conditions), inputs);
        while (_tape.NextResumption is { } resumed)
        {
            try
            {
                await run.RunAsync(afterStep, Token);
            }
            catch (SegmentEndedException)
            {
                // As the recorded process was: gone, in the middle of a step.
            }

            _cancellation.ThrowIfCancellationRequested();
            _tape.Resume(resumed);
            _interrupt.Dispose();
            _interrupt = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
            var record = RunHistory.Find(session, run.Record.Id)!;
            try
            {
                run = AgentRun.Resume(session, record, Wrap(services, resumed.Conditions), RunRecording.AnswerOf(resumed), resumed.FromStep);
            }
            catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
            {
                throw _tape.Diverge("the run was resumed", $"it cannot be: {exception.Message}");
            }
        }

        return run;
    }

    /// <summary>Releases what interrupts the run.</summary>
    public void Dispose() => _interrupt.Dispose();

    private RunServices Wrap(RunServices services, RunConditions conditions) => services with
    {
        Model = new ReplayingModel(conditions.Model, conditions.Roles, conditions.CanChangeStrategy, NextCall),
        Runner = new ReplayingRunner(services.Runner, _tape),
        Time = _clock,
        HumanCanAnswer = conditions.HumanCanAnswer,
        GpuMemoryInUse = conditions.HasGpu ? NextGpuReading : null,
        ObserveMemory = NextMemory,
        Steps = _steps,
        Witness = new Witness(this),
    };

    private ModelCallLine NextCall(Models.ModelRole role, int call, IReadOnlyDictionary<string, string> request)
    {
        var line = _tape.Expect<ModelCallLine>($"the model is asked (call {call}, {role})");
        if ((line.Role, line.Call) != (role, call))
        {
            throw _tape.Diverge($"the model was asked (call {line.Call}, {line.Role})", $"it is asked (call {call}, {role})");
        }

        if (RequestPrint.Difference(line.Request, request) is { Length: > 0 } members)
        {
            throw _tape.Diverge($"call {call} asked the model something else", $"{members} of the request {(members.Contains(' ', StringComparison.Ordinal) ? "are" : "is")} different");
        }

        _tape.Advance();
        _clock.Advance(line.Elapsed);
        return line;
    }

    private long NextGpuReading()
    {
        var line = _tape.Expect<GpuLine>("GPU memory is read");
        _tape.Advance();
        return line.Bytes;
    }

    // Observed then: it stands among the entries that come next.
    private MemoryObserved? NextMemory() => (_tape.Next as JournalLine)?.Entries.Select(entry => entry.Event()).OfType<MemoryObserved>().FirstOrDefault();

    private sealed class Witness(RunReplay replay) : IRunWitness
    {
        public DateTimeOffset? Before(IReadOnlyList<JournalDraft> entries)
        {
            replay._cancellation.ThrowIfCancellationRequested();
            return replay._tape.Compare(entries);
        }

        public void After(IReadOnlyList<JournalDraft> entries, DateTimeOffset time)
        {
            replay._tape.Appended(entries, time);
            replay._steps.LookAhead();
            if (replay._tape.IsInterruptedHere)
            {
                replay._interrupt.Cancel();
            }
        }
    }
}
