using AgentNotebook.Agents;
using AgentNotebook.Agents.Events;
using AgentNotebook.Execution;

namespace AgentNotebook.Display.RunCard;

/// <summary>What a run card shows beside the run itself.</summary>
public sealed record RunCardOptions
{
    /// <summary>Smallest value of <see cref="MaximumBytes"/>.</summary>
    public const int LeastMaximumBytes = 32_000;

    /// <summary>The machine the run follows.</summary>
    /// <value>Default: <see cref="TransitionTable.Default"/>.</value>
    public TransitionTable Table { get; init; } = TransitionTable.Default;

    /// <summary>The level that was really active.</summary>
    /// <value>Default <see langword="null"/>: that of the last attempt that ran.</value>
    public SandboxLevel? Level { get; init; }

    /// <summary>One sentence that says what the level means, as in <see cref="SandboxStatus.InWords"/>.</summary>
    /// <value>Default: empty.</value>
    public string LevelInWords { get; init; } = "";

    /// <summary>The notebook variable that holds the result.</summary>
    /// <value>Default: empty, none is named.</value>
    public string Variable { get; init; } = "";

    /// <summary>The run's session, when it is not the one of the notebook the card stands in: commands then name it.</summary>
    /// <value>Default: empty.</value>
    public string Elsewhere { get; init; } = "";

    /// <summary>What memory did so far. A run that came to rest shows what its journal says instead.</summary>
    /// <value>Default <see langword="null"/>: not measured.</value>
    public MemoryObserved? MemorySoFar { get; init; }

    /// <summary>What the model is writing at this moment. Not shown of a run that rests.</summary>
    /// <value>Default <see langword="null"/>: nothing.</value>
    public WrittenSoFar? Writing { get; init; }

    /// <summary>Size of the card as UTF-8. Long code, many attempts and long output are shortened until it fits, and the card says so.</summary>
    /// <value>Bytes; default 60,000; at least 32,000.</value>
    public int MaximumBytes { get; init; } = 60_000;

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    internal void Validate()
    {
        if (MaximumBytes < LeastMaximumBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(MaximumBytes), MaximumBytes, $"{nameof(MaximumBytes)} is {MaximumBytes}; it is at least {LeastMaximumBytes}.");
        }
    }
}
