using AgentNotebook.Agents.Events;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Runs;

/// <summary>Everything known of a run. It changes only by applying events, so reading the journal again gives the same record.</summary>
public sealed class RunRecord
{
    private readonly List<(RunEvent Event, DateTimeOffset Time)> _events = [];
    private RunProgress _now = new();
    private RunSpending _spentBeforeReopening = RunSpending.Nothing;
    private DateTimeOffset _last;

    /// <summary>A record of the run with this id, of which nothing is known yet.</summary>
    public RunRecord(string id) => Id = id;

    /// <summary>Names the run within its session.</summary>
    public string Id { get; }

    /// <summary>What it was started with.</summary>
    public RunRequest Request { get; private set; } = null!;

    /// <summary>What its code is handed.</summary>
    public RunInputs Inputs { get; private set; } = RunInputs.None;

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; private set; }

    /// <summary>How often a process took it up again.</summary>
    public int Resumptions { get; private set; }

    /// <summary>Model calls that are finished, those of steps that were taken back among them.</summary>
    public int FinishedCalls { get; private set; }

    /// <summary>What it has spent, steps that were taken back included.</summary>
    public RunSpending Spent { get; private set; } = RunSpending.Nothing;

    /// <summary>What it has spent of its budget: a person who reopens a stopped run grants a fresh one.</summary>
    public RunSpending SpentOfBudget => Spent.Since(_spentBeforeReopening);

    /// <summary>The known prices of the calls since the run began or was last reopened, in US dollars.</summary>
    public decimal CostOfBudget { get; private set; }

    /// <summary>A model that was called since then and whose price is not known; <see langword="null"/> when every price is.</summary>
    public string? UnpricedModel { get; private set; }

    /// <summary>The most GPU memory that was in use in a step since then, in bytes, as far as it was read; 0 where there is no GPU.</summary>
    public long GpuMemoryPeakBytes { get; private set; }

    /// <summary>Time in which some process ran it.</summary>
    public TimeSpan ActiveTime => Spent.ActiveTime;

    /// <summary>What memory did while it was under way; <see langword="null"/> before it came to rest.</summary>
    public MemoryObserved? Memory { get; private set; }

    /// <summary>What memory did in each step in which a model thought or code ran, in their order; empty when nobody measured.</summary>
    public IReadOnlyList<(AgentState State, StepMemory Memory)> MemoryOfSteps =>
        [.. _now.Transitions.Where(record => record.Transition.Memory is not null).Select(record => (record.Transition.From, record.Transition.Memory!))];

    /// <summary>Where it is.</summary>
    public AgentState State => _now.State;

    /// <summary>What does not follow from what stands before it, because entries of the run are lost; <see langword="null"/> when all does. A torn run can be looked at and not taken up.</summary>
    public string? Torn { get; internal set; }

    /// <summary>Its path through the states.</summary>
    public IReadOnlyList<TransitionRecord> Transitions => _now.Transitions;

    /// <summary>The code that was tried, with outcomes.</summary>
    public IReadOnlyList<Attempt> Attempts => _now.Attempts;

    /// <summary>Code that was given, by the model or by a person, and why.</summary>
    public IReadOnlyList<Revision> Revisions => _now.Revisions;

    /// <summary>What was wanted with each of <see cref="Attempts"/>, in their order.</summary>
    public IReadOnlyList<string> Intents => _now.Intents;

    /// <summary>What models answered, call by call.</summary>
    public IReadOnlyList<ModelAnswered> Answers => _now.Answers;

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<FaultMet> Faults => _now.Faults;

    /// <summary>What the controller said short of stopping the run.</summary>
    public IReadOnlyList<Intervention> Interventions => _now.Interventions;

    /// <summary>What diagnoses said, by the number of the attempt.</summary>
    public IReadOnlyDictionary<int, string> Diagnoses => _now.Diagnoses;

    /// <summary>What diagnoses found out, oldest first, each once.</summary>
    public IReadOnlyList<string> Facts => _now.Facts;

    /// <summary>What persons said, with the number of attempts that were finished then.</summary>
    public IReadOnlyList<(int AfterAttempt, string Text)> Hints => _now.Hints;

    /// <summary>The plan that is being followed; empty before there is one.</summary>
    public string Plan => _now.Plan;

    /// <summary>What the task leaves open and what is assumed instead, with what a person decided.</summary>
    public IReadOnlyList<Assumption> Assumptions => _now.Assumptions;

    /// <summary>What the model says the result means; <see langword="null"/> when it was not asked or could not say.</summary>
    public string? Explanation => _now.Explanation;

    /// <summary>Code that is to be tried next; <see langword="null"/> when there is none.</summary>
    public string? PendingCode => _now.PendingCode;

    /// <summary>Answers of the step the run is in that were received and not used yet.</summary>
    public IReadOnlyList<ModelAnswered> UnusedAnswers => _now.UnusedAnswers;

    /// <summary>A model call that was under way when the last process ended: it will be made once more.</summary>
    public ModelAsked? CallInFlight => _now.CallInFlight;

    /// <summary>Why the controller stopped it; <see langword="null"/> when it did not, or the run was reopened since.</summary>
    public ControllerStopped? Stopped => _now.Stopped;

    /// <summary>Rounds of reflecting and revising, or planning afresh, since the run began or was last reopened.</summary>
    public int Rounds => _now.Rounds;

    /// <summary>Rounds it may use before the controller stops it.</summary>
    public int RoundsAllowed => _now.RoundsGranted ?? Request.Budget.Rounds;

    /// <summary>Index in <see cref="Attempts"/> from which repetitions count: a person who reopens a stopped run grants a fresh budget.</summary>
    public int AttemptsBeforeReopening => _now.AttemptsBeforeReopening;

    /// <summary>Index in <see cref="Faults"/> from which repetitions count.</summary>
    public int FaultsBeforeReopening => _now.FaultsBeforeReopening;

    /// <summary>Index in <see cref="Interventions"/> from which escalation counts.</summary>
    public int InterventionsBeforeReopening => _now.InterventionsBeforeReopening;

    /// <summary>Steps that came to their end: plans, attempts and revisions.</summary>
    public int FinishedSteps => _now.FinishedSteps;

    /// <summary>Retries of the step the run is in.</summary>
    public int Retries => _now.Retries;

    /// <summary>The state whose fault is being waited out.</summary>
    public AgentState RetryOrigin => _now.RetryOrigin;

    /// <summary>Why it is where it is: the reason of the last transition.</summary>
    public string LastReason => _now.Transitions.Count == 0 ? "" : _now.Transitions[^1].Transition.Reason;

    /// <summary>Takes one event into the record.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="time">When it happened.</param>
    public void Apply(RunEvent happened, DateTimeOffset time)
    {
        if (_last != default && happened is not RunResumed && time > _last)
        {
            Spent = Spent with { ActiveTime = Spent.ActiveTime + (time - _last) };
        }

        _last = time;
        Count(happened, time);
        if (happened is RunRewound rewound)
        {
            Rewind(rewound.Step);
            return;
        }

        _events.Add((happened, time));
        _now.Apply(happened, time);
    }

    // What no step taken back makes undone.
    private void Count(RunEvent happened, DateTimeOffset time)
    {
        switch (happened)
        {
            case RunStarted started:
                (Request, Inputs, Started) = (started.Request, started.Inputs ?? RunInputs.None, time);
                break;
            case RunResumed:
                Resumptions++;
                break;
            case ModelAnswered answered:
                FinishedCalls++;
                if (answered.Usage is { } usage)
                {
                    Spent = Spent with { Usage = Spent.Usage + usage };
                    CostOfBudget += usage.Cost ?? 0;
                    UnpricedModel = usage.Cost is null ? answered.Model ?? Request.Model : UnpricedModel;
                }

                break;
            case AttemptFinished { Attempt.Outcome: { } outcome }:
                Spent = Spent with { GuestCpu = Spent.GuestCpu + outcome.CpuTime };
                break;
            case MemoryObserved memory:
                Memory = memory;
                break;
            case GpuMemoryRead read:
                GpuMemoryPeakBytes = Math.Max(GpuMemoryPeakBytes, read.Bytes);
                break;
            case Transitioned transition when RunProgress.GrantsBudget(transition):
                _spentBeforeReopening = Spent;
                (CostOfBudget, UnpricedModel, GpuMemoryPeakBytes) = (0, null, 0);
                break;
            case Transitioned { Memory: { IsGpu: true } memory }:
                GpuMemoryPeakBytes = Math.Max(GpuMemoryPeakBytes, memory.PeakBytes);
                break;
        }
    }

    private void Rewind(int step)
    {
        var steps = 0;
        var kept = _events.TakeWhile(entry => steps < step && (entry.Event is not Transitioned || ++steps <= step)).ToList();
        _events.Clear();
        _now = new RunProgress();
        foreach (var (happened, time) in kept)
        {
            _events.Add((happened, time));
            _now.Apply(happened, time);
        }
    }
}
