using AgentNotebook.Agents.Control;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.States;
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
        _context = new RunContext(record, services, Append);
    }

    /// <summary>The run as its journal knows it.</summary>
    public RunRecord Record { get; }

    /// <summary>Called after each flush with the record, on the thread that drives the run.</summary>
    public event Action<RunRecord>? Changed;

    /// <summary>Begins a run: when this returns, its start is on the disk.</summary>
    /// <exception cref="SessionStoreException">The start could not be written.</exception>
    public static AgentRun Start(Session session, RunRequest request, RunServices services)
    {
        var number = RunHistory.Read(session.Entries()).Count + 1;
        var run = new AgentRun(session, new RunRecord($"run-{number}"), services);
        run.Append([new RunStarted(request)]);
        return run;
    }

    /// <summary>
    /// Takes up a run where its journal ends. A run that rests is reopened: its rounds are counted anew when it had been stopped.
    /// </summary>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="record">The run, as <see cref="RunHistory"/> read it.</param>
    /// <param name="services">What it goes on with.</param>
    /// <exception cref="InvalidOperationException">The run has succeeded: there is nothing to go on with.</exception>
    public static AgentRun Resume(Session session, RunRecord record, RunServices services)
    {
        var run = new AgentRun(session, record, services);
        var state = record.State;
        List<RunEvent> events = [new RunResumed(state)];
        if (TransitionTable.IsResting(state))
        {
            var trigger = state == AgentState.AwaitingHuman ? AgentTrigger.Answered : AgentTrigger.Reopened;
            events.Add(new Transitioned(state, trigger, TransitionTable.Default.Next(state, trigger), "Taken up again."));
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
    public async Task<RunRecord> RunAsync(CancellationToken cancellationToken)
    {
        while (await StepAsync(cancellationToken) is { } step)
        {
            Take(step);
        }

        return Record;
    }

    private async Task<StepResult?> StepAsync(CancellationToken cancellationToken)
    {
        if (TransitionTable.IsResting(Record.State))
        {
            return null;
        }

        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await _states[Record.State].ActAsync(_context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new StepResult(AgentTrigger.Cancel, "Interrupted.");
        }
        catch (Exception exception) when (exception is not SessionStoreException)
        {
            var fault = FaultClassifier.Classify(exception);
            var retry = fault.Kind == FaultKind.Transient && TransitionTable.Default.Has(Record.State, AgentTrigger.TransientFault);
            return new StepResult(retry ? AgentTrigger.TransientFault : _context.StopTrigger, fault.Reason, new FaultMet(Record.State, fault));
        }
    }

    private void Take(StepResult step)
    {
        var events = step.Events.ToList();
        var (trigger, reason) = (step.Trigger, step.Reason);
        if (MetacognitiveController.Judge(Record, trigger, events) is { } stopped)
        {
            events.Add(stopped);
            (trigger, reason) = (_context.StopTrigger, stopped.Reason);
        }

        events.Add(new Transitioned(Record.State, trigger, TransitionTable.Default.Next(Record.State, trigger), reason));
        Append(events);
    }

    private void Append(IReadOnlyList<RunEvent> events)
    {
        // The journal's own times, so that reading it again gives this very record.
        var receipt = _session.Append([.. events.Select(happened => RunEventCodec.Encode(Record.Id, happened))]);
        foreach (var happened in events)
        {
            Record.Apply(happened, receipt.Time);
        }

        Changed?.Invoke(Record);
    }
}
