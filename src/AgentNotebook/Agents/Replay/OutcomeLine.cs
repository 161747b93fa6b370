using AgentNotebook.Execution;
using AgentNotebook.Models.Recording;

namespace AgentNotebook.Agents.Replay;

/// <summary>What came of running code. A replay runs it again: what must repeat is compared, what cannot is taken from here.</summary>
/// <param name="Prints">What must repeat; empty when nothing ran.</param>
/// <param name="WallTime">Measured: wall-clock time.</param>
/// <param name="CpuTime">Measured: processor time.</param>
/// <param name="PeakMemoryBytes">Measured: the child's highest resident memory.</param>
/// <param name="ExitCode">Measured: the child's exit status; whether one is waited for depends on the level.</param>
internal sealed record OutcomeLine(IReadOnlyList<OutcomePrint> Prints, TimeSpan WallTime, TimeSpan CpuTime, long PeakMemoryBytes, int? ExitCode) : RecordingLine(LineKind)
{
    public const string LineKind = "outcome";

    /// <summary>The level at which it ran.</summary>
    public SandboxLevel Level { get; init; }

    /// <summary>The outcome of a guest that was stopped: how far it had come by then does not repeat. Without artifacts.</summary>
    public GuestOutcome? Stopped { get; init; }

    /// <summary>What was thrown when nothing ran.</summary>
    public RecordedFault? Fault { get; init; }

    /// <summary>The outcome that the run is given on replay: what happened now, with the figures measured then.</summary>
    public GuestOutcome Merge(GuestOutcome now) => Stopped is { } stopped
        ? stopped with { Level = now.Level, Profile = now.Profile, Artifacts = now.Artifacts }
        : now with { WallTime = WallTime, CpuTime = CpuTime, PeakMemoryBytes = PeakMemoryBytes, ExitCode = ExitCode };
}
