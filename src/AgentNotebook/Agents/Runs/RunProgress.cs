using AgentNotebook.Agents.Events;
using AgentNotebook.Models;

namespace AgentNotebook.Agents.Runs;

/// <summary>How far a run is: the part of its record that taking back a step makes anew.</summary>
internal sealed class RunProgress
{
    public AgentState State { get; private set; } = AgentState.Ready;

    public List<TransitionRecord> Transitions { get; } = [];

    public List<Attempt> Attempts { get; } = [];

    public List<string> Intents { get; } = [];

    public List<Revision> Revisions { get; } = [];

    public List<ModelAnswered> Answers { get; } = [];

    public List<FaultMet> Faults { get; } = [];

    public List<Intervention> Interventions { get; } = [];

    public Dictionary<int, string> Diagnoses { get; } = [];

    public List<string> Facts { get; } = [];

    public List<(int AfterAttempt, string Text)> Hints { get; } = [];

    public string Plan { get; private set; } = "";

    public List<Assumption> Assumptions { get; private set; } = [];

    public string? Explanation { get; private set; }

    public string? PendingCode { get; private set; }

    public List<ModelAnswered> UnusedAnswers { get; } = [];

    public ModelAsked? CallInFlight { get; private set; }

    public ControllerStopped? Stopped { get; private set; }

    public int Rounds { get; private set; }

    public int? RoundsGranted { get; private set; }

    public int AttemptsBeforeReopening { get; private set; }

    public int FaultsBeforeReopening { get; private set; }

    public int InterventionsBeforeReopening { get; private set; }

    public int FinishedSteps { get; private set; }

    public int Retries { get; private set; }

    public AgentState RetryOrigin { get; private set; }

    /// <summary>Whether a person sends a stopped run on with a fresh budget. An interrupted one goes on with what it had.</summary>
    public static bool GrantsBudget(Transitioned transition) =>
        transition.Trigger == AgentTrigger.Answered || transition is { Trigger: AgentTrigger.Reopened, From: AgentState.Failed };

    public void Apply(RunEvent happened, DateTimeOffset time)
    {
        switch (happened)
        {
            case ModelAsked asked:
                CallInFlight = asked;
                break;
            case ModelAnswered answered:
                Answer(answered);
                break;
            case AttemptFinished finished:
                Attempts.Add(finished.Attempt);
                Intents.Add(Revisions.FindLast(revision => revision.Code == finished.Attempt.Code)?.Explanation ?? "");
                PendingCode = null;
                break;
            case FaultMet fault:
                CallInFlight = null;
                Faults.Add(fault);
                break;
            case ControllerStopped stopped:
                Stopped = stopped;
                break;
            case ControllerIntervened intervened:
                Interventions.Add(new Intervention(Attempts.Count, intervened));
                break;
            case HumanAnswered human:
                Hear(human);
                break;
            case Transitioned transition:
                Move(transition, time);
                break;
        }
    }

    private void Answer(ModelAnswered answered)
    {
        CallInFlight = null;
        Answers.Add(answered);
        switch (answered.Role)
        {
            case ModelRole.Diagnose:
                Diagnoses[Attempts.Count] = answered.Text;
                Facts.AddRange((answered.Facts ?? []).Where(fact => !Facts.Contains(fact)).Distinct());
                break;
            case ModelRole.Explain:
                Explanation = answered.Text;
                return;
            case ModelRole.Plan:
            case ModelRole.None when answered.State == AgentState.Planning:
                Plan = answered.Text;
                Assume(answered.Assumptions ?? [], isDecided: false);
                break;
        }

        UnusedAnswers.Add(answered);
        if (answered.Role is not ModelRole.Diagnose && (answered.Code is not null || answered.State == AgentState.Revising))
        {
            Revisions.Add(new Revision(answered.Call, answered.Text.Length > 0 ? answered.Text : Plan, answered.Code));
        }
    }

    private void Hear(HumanAnswered human)
    {
        if (human.Hint is { } hint)
        {
            Hints.Add((Attempts.Count, hint));
        }

        Assume(human.Assumptions, isDecided: true);
        RoundsGranted = human.Rounds ?? RoundsGranted;
        // What the model said before it heard of this is not used any more.
        if (human.Hint is not null || human.Code is not null || human.Assumptions.Count > 0)
        {
            UnusedAnswers.Clear();
        }

        if (human.Code is { } code)
        {
            PendingCode = code;
            Revisions.Add(new Revision(0, "Written by a person.", code));
        }
    }

    // A person's decision outlives every later plan.
    private void Assume(IReadOnlyList<Assumption> assumptions, bool isDecided)
    {
        var decided = Assumptions.Where(known => known.IsDecided);
        var kept = isDecided ? Assumptions : [.. decided];
        foreach (var assumption in assumptions)
        {
            var at = kept.FindIndex(known => known.Name == assumption.Name);
            if (at < 0)
            {
                kept.Add(assumption with { IsDecided = isDecided });
            }
            else if (isDecided)
            {
                kept[at] = kept[at] with { Value = assumption.Value, IsDecided = true };
            }
        }

        Assumptions = kept;
    }

    private void Move(Transitioned transition, DateTimeOffset time)
    {
        Transitions.Add(new TransitionRecord(time, transition));
        State = transition.To;
        FinishedSteps += transition.Trigger is AgentTrigger.Planned or AgentTrigger.Revised or AgentTrigger.Acted ? 1 : 0;
        switch (transition.Trigger)
        {
            case AgentTrigger.Planned or AgentTrigger.Revised:
                PendingCode = UnusedAnswers.Last(answer => answer.Code is not null).Code;
                UnusedAnswers.Clear();
                Retries = 0;
                break;
            case AgentTrigger.Acted:
                Retries = 0;
                break;
            case AgentTrigger.TransientFault:
                (RetryOrigin, Retries) = (transition.From, Retries + 1);
                break;
            case AgentTrigger.RevisionNeeded or AgentTrigger.Replan:
                Rounds++;
                break;
            case AgentTrigger.AskHuman or AgentTrigger.GiveUp:
                UnusedAnswers.RemoveAll(answer => answer is { Code: null, State: AgentState.Revising });
                break;
        }

        if (GrantsBudget(transition))
        {
            (Rounds, Retries, Stopped) = (0, 0, null);
            (AttemptsBeforeReopening, FaultsBeforeReopening, InterventionsBeforeReopening) = (Attempts.Count, Faults.Count, Interventions.Count);
        }
    }
}
