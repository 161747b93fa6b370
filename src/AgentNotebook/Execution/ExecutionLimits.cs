namespace AgentNotebook.Execution;

/// <summary>What a guest may use. Every limit is enforced by the parent; the guest cannot raise one.</summary>
public sealed record ExecutionLimits
{
    /// <summary>Wall-clock time from the moment the program is handed to the worker until its answer.</summary>
    /// <value>Default 30 s; more than zero.</value>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Memory of the child process: GC heap limit, data segment limit and resident-set watchdog all derive from it.</summary>
    /// <value>Bytes; default 512 MiB; at least 64 MiB.</value>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>Processor time of the child, over all its threads.</summary>
    /// <value>Default 2 min; at least 1 s.</value>
    public TimeSpan CpuTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Threads of the child, those of the runtime itself (about 10) included.</summary>
    /// <value>Default 256; at least 32.</value>
    public int Threads { get; init; } = 256;

    /// <summary>What the guest may print to each of standard output and standard error; what comes after it is dropped and said so.</summary>
    /// <value>Bytes; default 1 MiB.</value>
    public int OutputBytesPerStream { get; init; } = 1 << 20;

    /// <summary>Size of the result as JSON.</summary>
    /// <value>Bytes; default 8 MiB.</value>
    public int ResultBytes { get; init; } = 8 << 20;

    /// <summary>All inputs of a run together.</summary>
    /// <value>Bytes; default 64 MiB; at most 1 GiB.</value>
    public long InputBytes { get; init; } = 64L << 20;

    /// <summary>All artifacts of a run together.</summary>
    /// <value>Bytes; default 64 MiB; at most 1 GiB.</value>
    public long ArtifactBytes { get; init; } = 64L << 20;

    /// <summary>Artifacts of a run.</summary>
    /// <value>Default 256.</value>
    public int ArtifactCount { get; init; } = 256;

    /// <summary>Time a worker gets to start and say that it is ready. Missing it is a transient fault, not the guest's.</summary>
    /// <value>Default 20 s.</value>
    public TimeSpan Startup { get; init; } = TimeSpan.FromSeconds(20);
}
