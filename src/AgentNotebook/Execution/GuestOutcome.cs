namespace AgentNotebook.Execution;

/// <summary>What a run of a guest came to. Everything in it that the child said is bounded and untrusted.</summary>
public sealed record GuestOutcome
{
    /// <summary>How the child ended.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence on why: names the limit that was hit, the signal, the refused thing. Empty when the guest completed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The exception of a guest that failed.</summary>
    public GuestException? Exception { get; init; }

    /// <summary>The result as JSON, when the guest completed and had one.</summary>
    public string? ResultJson { get; init; }

    /// <summary>The result's C# type, as in <see cref="GuestProgram.ResultType"/>.</summary>
    public string? ResultType { get; init; }

    /// <summary>One entry for each check that was evaluated, in order. Checks are evaluated only after the code completed.</summary>
    public IReadOnlyList<CheckOutcome> Checks { get; init; } = [];

    /// <summary>What the guest printed to standard output, cut at the limit.</summary>
    public string Output { get; init; } = "";

    /// <summary>What the guest printed to standard error, cut at the limit.</summary>
    public string ErrorOutput { get; init; } = "";

    /// <summary>Whether either stream was cut.</summary>
    public bool OutputWasCut { get; init; }

    /// <summary>Wall-clock time from handing over the program to the verdict.</summary>
    public TimeSpan WallTime { get; init; }

    /// <summary>Processor time of the guest over all its threads, as last read by the parent: from handing over the program.</summary>
    public TimeSpan CpuTime { get; init; }

    /// <summary>The child's highest resident memory, in bytes, as last read by the parent; 0 where it cannot be read.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Exit status of the child; 128 + signal when a signal ended it; <see langword="null"/> when it was not waited for: in a sandbox a guest that has answered is not.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The level that was active for this run.</summary>
    public SandboxLevel Level { get; init; }

    /// <summary>The profile that was active for this run.</summary>
    public SandboxProfile Profile { get; init; }

    /// <summary>What the guest saved, in the order in which it was finished. Kept whatever the verdict; an artifact that was cut off is not among them.</summary>
    public IReadOnlyList<GuestArtifact> Artifacts { get; init; } = [];

    /// <summary>The call the sandbox refused, as the guest's own exception tells it (<c>System.IO.File.ReadAllText</c>), when that is what ended the guest.</summary>
    public string? RefusedCall { get; init; }
}
