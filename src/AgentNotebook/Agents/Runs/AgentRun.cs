using AgentNotebook.Agents.Control;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.States;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Agents.Runs;

/// <summary>One task in a session, driven from state to state until it rests.</summary>
/// <remarks>
/// Every transition is on the disk before anything happens in the state it enters. A process that is killed at any moment leaves a
/// journal from which <see cref="Resume"/> goes on at the same step; finished model calls are read from it, never made again.
/// </remarks>
public sealed class AgentRun
{
    private static readonly Dictionary<AgentState, IAgentState> _states = new IAgentState[]
    {
        new ReadyState(), new PlanningState(), new ActingState(), new ReflectingState(), new RevisingState(),
        new RetryingState(), new AwaitingHumanState(), new SucceededState(), new FailedState(), new CancelledState(),
    }.ToDictionary(state => state.State);

    private readonly Session _session;
    private readonly RunServices _services;
    private readonly RunContext _context;

    private AgentRun(Session session, RunRecord record, RunServices services)
    {
        (_session, Record, _services) = (session, record, services);
        _context = new RunContext(record, services, Append, (role, text) => Written?.Invoke(role, text));
    }

    /// <summary>The run as its journal knows it.</summary>
    public RunRecord Record { get; }

    /// <summary>Called after each flush with the record, on the thread that drives the run.</summary>
    public event Action<RunRecord>? Changed;

    /// <summary>
    /// Called after each flush with what was written and the time it bears, on the thread that drives the run, before <see cref="Changed"/>.
    /// Whoever looks at the run from another thread applies these to a record of its own.
    /// </summary>
    public event Action<IReadOnlyList<RunEvent>, DateTimeOffset>? Appended;

    /// <summary>Called with what a model writes, piece by piece, while it writes.</summary>
    public event Action<ModelRole, string>? Written;

    /// <summary>Begins a run: when this returns, its start is on the disk.</summary>
    /// <exception cref="SessionStoreException">The start could not be written.</exception>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="request">What it is started with.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="inputs">What its code is handed; <see langword="null"/> for nothing.</param>
    public static AgentRun Start(Session session, RunRequest request, RunServices services, RunInputs? inputs = null)
    {
        var number = RunHistory.LastNumber(session) + 1;
        var run = new AgentRun(session, new RunRecord($"run-{number}"), services);
        run.Append([new RunStarted(request) { Inputs = inputs }]);
        return run;
    }

    /// <summary>
    /// Takes up a run where its journal ends. A run that rests is reopened: its rounds are counted anew when it had been stopped.
    /// </summary>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="record">The run, as <see cref="RunHistory"/> read it.</param>
    /// <param name="services">What it goes on with.</param>
    /// <param name="answer">What a person has to say; <see langword="null"/> for nothing.</param>
    /// <param name="fromStep">The transition to go back to first, counted from 1; <see langword="null"/> to go on from the last one.</param>
    /// <exception cref="InvalidOperationException">The run has succeeded: there is nothing to go on with.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The run has no such step.</exception>
    /// <exception cref="SessionStoreException">Entries of the run are lost (<see cref="RunRecord.Torn"/>).</exception>
    public static AgentRun Resume(Session session, RunRecord record, RunServices services, HumanAnswered? answer = null, int? fromStep = null)
    {
        if (record.Torn is { } torn)
        {
            throw new SessionStoreException(SessionStoreFault.Damaged, $"{record.Id} of session '{session.Name}' cannot go on: entries of it are lost ({torn}). Look at it with 'agentnb sessions show', fork the session at a step before that, or begin the run anew.");
        }

        if (fromStep is { } step && (step < 1 || step > record.Transitions.Count))
        {
            throw new ArgumentOutOfRangeException(nameof(fromStep), step, $"Run {record.Id} has the steps 1 to {record.Transitions.Count}.");
        }

        var run = new AgentRun(session, record, services);
        var state = fromStep is { } back ? record.Transitions[back - 1].Transition.To : record.State;
        List<RunEvent> events = [new RunResumed(record.State)];
        if (fromStep is { } to)
        {
            events.Add(new RunRewound(to));
        }

        if (answer is not null)
        {
            events.Add(answer);
            if (answer.Code is not null && !TransitionTable.IsResting(state) && state != AgentState.Ready)
            {
                events.Add(Move(state, AgentTrigger.Cancel, "A person wrote the next code."));
                state = AgentState.Cancelled;
            }
        }

        if (TransitionTable.IsResting(state))
        {
            events.Add(Move(state, state == AgentState.AwaitingHuman ? AgentTrigger.Answered : AgentTrigger.Reopened, "Taken up again."));
        }

        run.Append(events);
        return run;
    }

    /// <summary>
    /// Takes up the run of a cell within the same pass over its notebook: what was cut off or interrupted goes on; what had come to an
    /// end is as it was, and nothing is done again.
    /// </summary>
    public static AgentRun Continue(Session session, RunRecord record, RunServices services) =>
        record.State is AgentState.Succeeded or AgentState.Failed or AgentState.AwaitingHuman
            ? new AgentRun(session, record, services)
            : Resume(session, record, services);

    /// <summary>Drives the run until it rests.</summary>
    /// <param name="cancellationToken">Interrupts it: the run is then <see cref="AgentState.Cancelled"/>, on the disk, and can be reopened.</param>
    /// <returns>The record of the resting run.</returns>
    /// <exception cref="SessionStoreException">The journal cannot be written; the run stands where the journal ends.</exception>
    public Task<RunRecord> RunAsync(CancellationToken cancellationToken) => RunAsync(afterStep: null, cancellationToken);

    /// <summary>Drives the run until it rests, and lets someone look at each step.</summary>
    /// <param name="afterStep">Awaited after each transition, once it is on the disk; what it throws ends the driving, and the run stands where its journal ends. May be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Interrupts it, as in the other overload.</param>
    /// <returns>The record of the resting run.</returns>
    /// <exception cref="SessionStoreException">The journal cannot be written; the run stands where the journal ends.</exception>
    public async Task<RunRecord> RunAsync(Func<RunRecord, Task>? afterStep, CancellationToken cancellationToken)
    {
        while (await StepAsync(cancellationToken) is { } step)
        {
            Take(step);
            if (afterStep is not null)
            {
                await afterStep(Record);
            }
        }

        return Record;
    }

    private async Task<StepResult?> StepAsync(CancellationToken cancellationToken)
    {
        if (TransitionTable.IsResting(Record.State))
        {
            return null;
        }

        var state = _states[Record.State];
        if (_services.Steps is not { } steps || !state.IsHeavy(_context))
        {
            return await ActAsync(state, cancellationToken);
        }

        // A limit on GPU memory says nothing where there is none; and an explanation is never worth a result that is there.
        var limit = _services.GpuMemoryInUse is null || state.State == AgentState.Reflecting ? null : Record.Request.Budget.GpuMemoryBytes;
        var measured = steps.Begin($"{Record.Id} {state.State}", limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, measured.OverLimit);
        StepResult? result = null;
        var wasCutOff = false;
        try
        {
            result = await ActAsync(state, either.Token);
            wasCutOff = result?.Trigger == AgentTrigger.Cancel && !cancellationToken.IsCancellationRequested;
        }
        finally
        {
            var (memory, passed) = await measured.EndAsync();
            result = wasCutOff && passed is not null ? Faulty(passed) : result;
            result = result is null || memory is null ? result : result with { Memory = memory };
        }

        return result;
    }

    private async Task<StepResult?> ActAsync(IAgentState state, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await state.ActAsync(_context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new StepResult(AgentTrigger.Cancel, "Interrupted.");
        }
        catch (Exception exception) when (exception is not SessionStoreException)
        {
            return Faulty(exception);
        }
    }

    private StepResult Faulty(Exception exception)
    {
        var fault = FaultClassifier.Classify(exception);
        var retry = fault.Kind == FaultKind.Transient && TransitionTable.Default.Has(Record.State, AgentTrigger.TransientFault);
        return new StepResult(retry ? AgentTrigger.TransientFault : _context.StopTrigger, fault.Reason, new FaultMet(Record.State, fault));
    }

    private void Take(StepResult step)
    {
        var events = step.Events.ToList();
        if (Record.Request.Budget.GpuMemoryBytes is not null && _services.GpuMemoryInUse?.Invoke() is { } inUse)
        {
            events.Add(new GpuMemoryRead(inUse));
        }

        var (trigger, reason) = (step.Trigger, step.Reason);
        if (MetacognitiveController.Judge(Record, trigger, events, _services.Model.CanChangeStrategy) is { } ruling)
        {
            events.Add(ruling.Event);
            if (ruling.Event is ControllerIntervened { Kind: GuidanceKind.UseLessMemory })
            {
                _services.GiveBackMemory();
            }

            (trigger, reason) = (ruling.Trigger ?? _context.StopTrigger, ruling.Trigger == trigger ? reason : ruling.Reason);
        }

        var move = Move(Record.State, trigger, reason) with { Memory = step.Memory };
        if (TransitionTable.IsResting(move.To) && _services.ObserveMemory?.Invoke() is { } memory)
        {
            events.Add(memory);
        }

        events.Add(move);
        Append(events);
    }

    private static Transitioned Move(AgentState from, AgentTrigger trigger, string reason) => new(from, trigger, TransitionTable.Default.Next(from, trigger), reason);

    private void Append(IReadOnlyList<RunEvent> events)
    {
        JournalDraft[] drafts = [.. events.Select(happened => RunEventCodec.Encode(Record.Id, happened))];
        // The journal's own times, so that reading it again gives this very record.
        var receipt = _session.AppendAndFlush(drafts, _services.Witness?.Before(drafts));
        foreach (var happened in events)
        {
            Record.Apply(happened, receipt.Time);
        }

        _services.Witness?.After(drafts, receipt.Time);
        Appended?.Invoke(events, receipt.Time);
        Changed?.Invoke(Record);
    }
}
