using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Display.StateGraph;

/// <summary>What a run's transitions add up to.</summary>
internal sealed class RunPath
{
    private const int LongestInWords = 14;

    private readonly Dictionary<AgentState, int> _visits = [];
    private readonly Dictionary<AgentState, TimeSpan> _times = [];
    private readonly Dictionary<(AgentState, AgentState), int> _traversals = [];
    private readonly List<AgentState> _steps;

    internal RunPath(RunRecord run)
    {
        var transitions = run.Transitions;
        var first = transitions.Count == 0 ? run.State : transitions[0].Transition.From;
        _steps = [first, .. transitions.Select(record => record.Transition.To)];
        foreach (var state in _steps)
        {
            _visits[state] = Visits(state) + 1;
        }

        var entered = run.Started;
        foreach (var (time, transition) in transitions)
        {
            _times[transition.From] = Time(transition.From) + Positive(time - entered);
            _traversals[(transition.From, transition.To)] = Traversals(transition.From, transition.To) + 1;
            Rounds += transition.Trigger is AgentTrigger.RevisionNeeded or AgentTrigger.Replan ? 1 : 0;
            Retries += transition.Trigger is AgentTrigger.RetryPlanning or AgentTrigger.RetryActing or AgentTrigger.RetryRevising ? 1 : 0;
            entered = time;
        }

        // Only a run that one process carried so far tells by its active time how long it has been where it is.
        if (run.Resumptions == 0)
        {
            _times[run.State] = Time(run.State) + Positive(run.ActiveTime - (entered - run.Started));
        }
    }

    /// <summary>Times it went from reflecting to revising or to a fresh plan, those before it was reopened among them.</summary>
    internal int Rounds { get; }

    /// <summary>Waits that came to their end.</summary>
    internal int Retries { get; }

    internal int Transitions => _steps.Count - 1;

    internal int Visits(AgentState state) => _visits.GetValueOrDefault(state);

    /// <summary>Time between entering and leaving, all visits together.</summary>
    internal TimeSpan Time(AgentState state) => _times.GetValueOrDefault(state);

    internal int Traversals(AgentState from, AgentState to) => _traversals.GetValueOrDefault((from, to));

    /// <summary>The states in order with arrows between; the middle of a long path is left out, and counted.</summary>
    internal string InWords()
    {
        const int head = 6;
        const int tail = 4;
        var names = _steps.Count <= LongestInWords
            ? _steps.Select(state => state.ToString())
            : [.. _steps.Take(head).Select(state => state.ToString()), $"… {_steps.Count - head - tail} more …", .. _steps.TakeLast(tail).Select(state => state.ToString())];
        return string.Join(" → ", names) + Counted();
    }

    /// <summary>One entry for each state it was in, such as <c>Acting 3 (1.2 s)</c>.</summary>
    internal IEnumerable<string> VisitsInWords() =>
        Enum.GetValues<AgentState>().Where(state => Visits(state) > 0).Select(state => $"{state} {Visits(state)}{(TimeText(state) is { } time ? $" ({time})" : "")}");

    /// <summary>Time spent in a state; <see langword="null"/> for states in which a run only rests, or when there was none.</summary>
    internal string? TimeText(AgentState state) =>
        TransitionTable.IsResting(state) || Time(state) == TimeSpan.Zero ? null : Svg.ElapsedText.Text(Time(state));

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private string Counted()
    {
        string[] counts = [.. Count(Rounds, "round", "rounds"), .. Count(Retries, "retry", "retries")];
        return counts.Length == 0 ? "" : $" ({string.Join(", ", counts)})";

        static string[] Count(int number, string one, string many) => number == 0 ? [] : [$"{number} {(number == 1 ? one : many)}"];
    }
}
