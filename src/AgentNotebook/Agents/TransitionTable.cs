using static AgentNotebook.Agents.AgentState;
using static AgentNotebook.Agents.AgentTrigger;

namespace AgentNotebook.Agents;

/// <summary>The state machine as data: the only place that knows the edges. The graph, the documentation and the tests are made from it.</summary>
public sealed class TransitionTable
{
    private static readonly AgentState[] _interruptible = [Ready, Planning, Acting, Reflecting, Revising, Retrying, AwaitingHuman];
    private static readonly AgentState[] _stoppable = [Planning, Acting, Reflecting, Revising, Retrying];

    private readonly Dictionary<(AgentState, AgentTrigger), TransitionRule> _rules = [];

    /// <summary>The machine every run follows.</summary>
    public static TransitionTable Default { get; } = new(
    [
        new(Ready, Start, Planning),
        new(Ready, TryPending, Acting),
        new(Ready, ReviseAgain, Revising),
        new(Planning, Planned, Acting),
        new(Acting, Acted, Reflecting),
        new(Reflecting, ChecksPassed, Succeeded),
        new(Reflecting, RevisionNeeded, Revising),
        new(Reflecting, Replan, Planning),
        new(Revising, Revised, Acting),
        new(Planning, TransientFault, Retrying),
        new(Acting, TransientFault, Retrying),
        new(Revising, TransientFault, Retrying),
        new(Retrying, RetryPlanning, Planning),
        new(Retrying, RetryActing, Acting),
        new(Retrying, RetryRevising, Revising),
        .. _stoppable.Select(state => new TransitionRule(state, AskHuman, AwaitingHuman)),
        .. _stoppable.Select(state => new TransitionRule(state, GiveUp, Failed)),
        .. _interruptible.Select(state => new TransitionRule(state, Cancel, Cancelled)),
        new(AwaitingHuman, Answered, Ready, Resumes: true),
        new(Failed, Reopened, Ready, Resumes: true),
        new(Cancelled, Reopened, Ready, Resumes: true),
    ]);

    /// <summary>A table of the given edges, checked.</summary>
    /// <exception cref="ArgumentException">
    /// An edge is there twice, a state cannot be reached from <see cref="Ready"/>, or a state that is not final cannot be left.
    /// </exception>
    public TransitionTable(IReadOnlyList<TransitionRule> rules)
    {
        foreach (var rule in rules)
        {
            if (!_rules.TryAdd((rule.From, rule.Trigger), rule))
            {
                throw new ArgumentException($"Two edges leave {rule.From} on {rule.Trigger}.", nameof(rules));
            }
        }

        Rules = [.. rules];
        foreach (var state in Enum.GetValues<AgentState>().Except(Reachable()))
        {
            throw new ArgumentException($"{state} cannot be reached from {Ready}.", nameof(rules));
        }

        foreach (var state in Enum.GetValues<AgentState>().Where(state => !IsFinal(state) && !Rules.Any(rule => rule.From == state)))
        {
            throw new ArgumentException($"{state} is not final, but nothing leaves it.", nameof(rules));
        }
    }

    /// <summary>The edges, in the order in which they are drawn.</summary>
    public IReadOnlyList<TransitionRule> Rules { get; }

    /// <summary>Whether a run has ended in this state; only a person, or a repeated pass, can reopen it.</summary>
    public static bool IsFinal(AgentState state) => state is Succeeded or Failed or Cancelled;

    /// <summary>Whether the run loop rests in this state: it is final, or waits for a person.</summary>
    public static bool IsResting(AgentState state) => IsFinal(state) || state is AwaitingHuman;

    /// <summary>The state that follows.</summary>
    /// <exception cref="InvalidOperationException">There is no such edge.</exception>
    public AgentState Next(AgentState from, AgentTrigger trigger) =>
        _rules.TryGetValue((from, trigger), out var rule)
            ? rule.To
            : throw new InvalidOperationException($"Nothing leaves {from} on {trigger}.");

    /// <summary>Whether there is such an edge.</summary>
    public bool Has(AgentState from, AgentTrigger trigger) => _rules.ContainsKey((from, trigger));

    private HashSet<AgentState> Reachable()
    {
        var reached = new HashSet<AgentState> { Ready };
        while (Rules.Any(rule => reached.Contains(rule.From) && reached.Add(rule.To)))
        {
        }

        return reached;
    }
}
