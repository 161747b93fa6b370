using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;
using AgentNotebook.Text;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Reads what a person has to say to a run that goes on.</summary>
internal static class ResumeReader
{
    internal const string Hint = "--hint";
    internal const string Edit = "--edit";
    internal const string Assume = "--assume";
    internal const string MaxIterations = "--max-iterations";
    internal const string From = "--from";

    private const int MostSteps = 40;

    internal static IReadOnlyList<MagicParameter> Parameters { get; } =
    [
        new(Hint, ParameterKind.Text, "Tells the model what it is missing.") { ValueName = "TEXT" },
        new(Edit, ParameterKind.Flag, "The lines below are the code to try next; without lines, shows the last code as a cell to edit, and runs nothing."),
        new(Assume, ParameterKind.Assignment, "Decides what a plan assumed.") { ValueName = "NAME=VALUE", Repeats = true },
        new(MaxIterations, ParameterKind.Integer, "Rounds granted from here.") { ValueName = "N", Default = "as many as it was started with", Minimum = 0, Maximum = 1000 },
        new(From, ParameterKind.Integer, "Takes the run back to this step of its path first, counted from 1.") { ValueName = "STEP", Minimum = 1 },
    ];

    /// <summary>What was said, and the step to go back to.</summary>
    /// <exception cref="MagicException">The run has no such step or assumption, or cannot go on from there.</exception>
    internal static (HumanAnswered? Answer, int? FromStep) Read(MagicInvocation invocation, RunRecord run)
    {
        var (arguments, line) = (invocation.Arguments, invocation.BodyLine - 1);
        var step = arguments.Has(From) ? arguments.Get(From, 0) : (int?)null;
        var said = arguments.Has(Hint) || arguments.Has(Edit) || arguments.Has(Assume) || arguments.Has(MaxIterations);
        if (step > run.Transitions.Count)
        {
            throw new MagicException($"{run.Id} has no step {step}. Its steps:\n{Steps(run)}", line);
        }

        if (State(run, step) == AgentState.Succeeded && (said || step is not null))
        {
            throw new MagicException($"{run.Id} has succeeded{(step is null ? "" : $" with step {step}")}, so there is nothing to go on with. '{From} STEP' takes it back to an earlier step:\n{Steps(run)}", line);
        }

        return (said ? Answer(invocation, run, step) : null, step);
    }

    private static HumanAnswered Answer(MagicInvocation invocation, RunRecord run, int? step)
    {
        var arguments = invocation.Arguments;
        return new HumanAnswered
        {
            Hint = arguments.Get<string?>(Hint, null),
            Code = arguments.Has(Edit) ? invocation.Body : null,
            Assumptions = [.. arguments.All<KeyValuePair<string, string>>(Assume).Select(decided => Decide(run, decided.Key, decided.Value, invocation.BodyLine - 1))],
            Rounds = arguments.Has(MaxIterations) ? arguments.Get(MaxIterations, 0) + RoundsThatStay(run, step) : null,
        };
    }

    private static Assumption Decide(RunRecord run, string name, string value, int line)
    {
        var known = run.Assumptions.FirstOrDefault(assumption => assumption.Name == name);
        if (known is not null)
        {
            return known with { Value = value };
        }

        var nearest = NearestName.Of(name, run.Assumptions.Select(assumption => assumption.Name));
        throw new MagicException($"{run.Id} assumes nothing called '{name}'. {(nearest is null ? "" : $"Did you mean '{nearest}'? ")}{(run.Assumptions.Count == 0 ? $"Its plan names no assumptions; '{Hint}' tells the model anything." : $"Assumptions: {string.Join(", ", run.Assumptions.Select(assumption => $"{assumption.Name} ({assumption.Value})"))}.")}", line);
    }

    private static AgentState State(RunRecord run, int? step) => step is { } back ? run.Transitions[back - 1].Transition.To : run.State;

    // A run that had stopped begins to count anew; one that was cut off goes on counting.
    private static int RoundsThatStay(RunRecord run, int? step)
    {
        var rounds = 0;
        foreach (var transition in run.Transitions.Take(step ?? run.Transitions.Count).Select(record => record.Transition))
        {
            rounds = RunProgress.GrantsBudget(transition) ? 0 : transition.Trigger is AgentTrigger.RevisionNeeded or AgentTrigger.Replan ? rounds + 1 : rounds;
        }

        return State(run, step) is AgentState.Failed or AgentState.AwaitingHuman ? 0 : rounds;
    }

    private static string Steps(RunRecord run)
    {
        var steps = run.Transitions.Select((record, index) => $"  {index + 1}  {record.Transition.From} → {record.Transition.To}").ToList();
        return steps.Count <= MostSteps ? string.Join('\n', steps) : $"  … and {steps.Count - MostSteps} before\n{string.Join('\n', steps.TakeLast(MostSteps))}";
    }
}
