using AgentNotebook.Agents;
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

    /// <summary>What a user types to go on with a run that stopped; shown for runs that can be resumed.</summary>
    /// <value>Default: empty, nothing is shown.</value>
    public string ResumeCommand { get; init; } = "";

    /// <summary>The notebook variable that holds the result.</summary>
    /// <value>Default: empty, none is named.</value>
    public string Variable { get; init; } = "";

    /// <summary>What the two figures of memory measure, such as <c>GPU memory</c>.</summary>
    /// <value>Default: <c>Memory</c>.</value>
    public string MemoryTitle { get; init; } = "Memory";

    /// <summary>Memory in use before the run, in bytes.</summary>
    /// <value>Default <see langword="null"/>: not measured.</value>
    public long? MemoryBeforeBytes { get; init; }

    /// <summary>Memory in use after the run, in bytes.</summary>
    /// <value>Default <see langword="null"/>: not measured.</value>
    public long? MemoryAfterBytes { get; init; }

    /// <summary>A bare <c>svg</c> element of the library's own, placed in the card as it is. Left out, and said so, where the card would have to become sparse to hold it.</summary>
    /// <value>Default <see langword="null"/>: none.</value>
    public string? MemoryCurveSvg { get; init; }

    /// <summary>Size of the card as UTF-8. Long code, many attempts and long output are shortened until it fits, and the card says so.</summary>
    /// <value>Bytes; default 60,000; at least 32,000.</value>
    public int MaximumBytes { get; init; } = 60_000;

    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range.</exception>
    /// <exception cref="ArgumentException">The curve is no <c>svg</c> element.</exception>
    internal void Validate()
    {
        if (MaximumBytes < LeastMaximumBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(MaximumBytes), MaximumBytes, $"{nameof(MaximumBytes)} is {MaximumBytes}; it is at least {LeastMaximumBytes}.");
        }

        if (MemoryCurveSvg is { } curve && !curve.StartsWith("<svg", StringComparison.Ordinal))
        {
            throw new ArgumentException($"{nameof(MemoryCurveSvg)} is one svg element; this begins with \"{Untrusted.Line(curve, 20)}\".");
        }
    }
}
