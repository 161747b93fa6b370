using AgentNotebook.Execution;

namespace AgentNotebook.Models.Repair;

/// <summary>Limits of the repair model's search. Every revision stays within them, whatever code it is given.</summary>
public sealed record RepairModelOptions
{
    /// <summary>How many compiler errors one revision may mend one after the other.</summary>
    /// <value>Default 24; at least 1.</value>
    public int CompileRounds { get; init; } = 24;

    /// <summary>How long one revision may look for code that compiles.</summary>
    /// <value>Default 5 s.</value>
    public TimeSpan CompileTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many edits one revision may compile while it looks for code that compiles.</summary>
    /// <value>Default 3,000; at least 1.</value>
    public int CompileCandidates { get; init; } = 3_000;

    /// <summary>How many candidates one revision may try in a child before it answers; 0 never tries one. They are sifted many to a child, so most of them cost a few milliseconds.</summary>
    /// <value>Default 300.</value>
    public int CandidateRuns { get; init; } = 300;

    /// <summary>How long one revision may spend on trying candidates.</summary>
    /// <value>Default 20 s.</value>
    public TimeSpan CandidateTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What a candidate that is tried may use.</summary>
    /// <value>Default: 5 s of wall time, otherwise the limits of any guest.</value>
    public ExecutionLimits CandidateLimits { get; init; } = new() { WallTime = TimeSpan.FromSeconds(5) };

    /// <summary>Longest code that is looked at; longer code is given up with a word about it.</summary>
    /// <value>Characters; default 200,000.</value>
    public int CodeCharacters { get; init; } = 200_000;
}
