using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Runs;

/// <summary>Everything known of a run. It changes only by applying events, so reading the journal again gives the same record.</summary>
public sealed class RunRecord
{
    private readonly List<TransitionRecord> _transitions = [];
    private readonly List<Attempt> _attempts = [];
    private readonly List<Revision> _revisions = [];
    private readonly List<FaultMet> _faults = [];
    private DateTimeOffset _last;

    /// <summary>A record of the run with this id, of which nothing is known yet.</summary>
    public RunRecord(string id) => Id = id;

    /// <summary>Names the run within its session.</summary>
    public string Id { get; }

    /// <summary>What it was started with.</summary>
    public RunRequest Request { get; private set; } = null!;

    /// <summary>Where it is.</summary>
    public AgentState State { get; private set; } = AgentState.Ready;

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; private set; }

    /// <summary>Time in which some process ran it.</summary>
    public TimeSpan ActiveTime { get; private set; }

    /// <summary>Its path through the states.</summary>
    public IReadOnlyList<TransitionRecord> Transitions => _transitions;

    /// <summary>The code that was tried, with outcomes.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts;

    /// <summary>What the model answered, call by call.</summary>
    public IReadOnlyList<Revision> Revisions => _revisions;

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<FaultMet> Faults => _faults;

    /// <summary>Code that is to be tried next; <see langword="null"/> when there is none.</summary>
    public string? PendingCode { get; private set; }

    /// <summary>An answer that was received but not used before the process ended.</summary>
    public ModelAnswered? UnusedAnswer { get; private set; }

    /// <summary>A model call that was under way when the last process ended: it will be made once more.</summary>
    public ModelAsked? CallInFlight { get; private set; }

    /// <summary>How often a process took it up again.</summary>
    public int Resumptions { get; private set; }

    /// <summary>Why the controller stopped it; <see langword="null"/> when it did not, or the run was reopened since.</summary>
    public ControllerStopped? Stopped { get; private set; }

    /// <summary>Reflect → Revise rounds since the run began or was last reopened.</summary>
    public int Rounds { get; private set; }

    /// <summary>Index in <see cref="Attempts"/> from which repetitions count: a person who reopens a stopped run grants a fresh budget.</summary>
    public int AttemptsBeforeReopening { get; private set; }

    /// <summary>Index in <see cref="Faults"/> from which repetitions count.</summary>
    public int FaultsBeforeReopening { get; private set; }

    /// <summary>Retries of the step the run is in.</summary>
    public int Retries { get; private set; }

    /// <summary>The state whose fault is being waited out.</summary>
    public AgentState RetryOrigin { get; private set; }

    /// <summary>Model calls that are finished.</summary>
    public int FinishedCalls => _revisions.Count;

    /// <summary>Why it is where it is: the reason of the last transition.</summary>
    public string LastReason => _transitions.Count == 0 ? "" : _transitions[^1].Transition.Reason;

    /// <summary>Takes one event into the record.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="time">When it happened.</param>
    public void Apply(RunEvent happened, DateTimeOffset time)
    {
        if (_last != default && happened is not RunResumed && time > _last)
        {
            ActiveTime += time - _last;
        }

        _last = time;
        switch (happened)
        {
            case RunStarted started:
                (Request, Started) = (started.Request, time);
                break;
            case RunResumed:
                Resumptions++;
                break;
            case ModelAsked asked:
                CallInFlight = asked;
                break;
            case ModelAnswered answered:
                (UnusedAnswer, CallInFlight) = (answered, null);
                _revisions.Add(new Revision(answered.Call, answered.Text, answered.Code));
                break;
            case AttemptFinished finished:
                _attempts.Add(finished.Attempt);
                PendingCode = null;
                break;
            case FaultMet fault:
                CallInFlight = null;
                _faults.Add(fault);
                break;
            case ControllerStopped stopped:
                Stopped = stopped;
                break;
            case Transitioned transition:
                Move(transition, time);
                break;
        }
    }

    private void Move(Transitioned transition, DateTimeOffset time)
    {
        _transitions.Add(new TransitionRecord(time, transition));
        State = transition.To;
        switch (transition.Trigger)
        {
            case AgentTrigger.Planned or AgentTrigger.Revised:
                (PendingCode, UnusedAnswer, Retries) = (UnusedAnswer!.Code, null, 0);
                break;
            case AgentTrigger.Acted:
                Retries = 0;
                break;
            case AgentTrigger.TransientFault:
                (RetryOrigin, Retries) = (transition.From, Retries + 1);
                break;
            case AgentTrigger.RevisionNeeded:
                Rounds++;
                break;
            case AgentTrigger.AskHuman or AgentTrigger.GiveUp:
                UnusedAnswer = UnusedAnswer is { Code: null } ? null : UnusedAnswer;
                break;
            case AgentTrigger.Answered:
            case AgentTrigger.Reopened when transition.From == AgentState.Failed:
                (Rounds, Retries, Stopped) = (0, 0, null);
                (AttemptsBeforeReopening, FaultsBeforeReopening) = (_attempts.Count, _faults.Count);
                break;
        }
    }
}
