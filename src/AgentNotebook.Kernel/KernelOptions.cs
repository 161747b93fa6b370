namespace AgentNotebook.Kernel;

/// <summary>How a kernel behaves.</summary>
public sealed record KernelOptions
{
    /// <summary>Where what was run is kept, for consoles; <see langword="null"/> keeps it in memory.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public string? HistoryFile { get; init; }

    /// <summary>Where the kernel says what no front end is told.</summary>
    /// <value>Default standard error.</value>
    public TextWriter Log { get; init; } = Console.Error;

    /// <summary>The most lines written to <see cref="Log"/>: what anyone on the network can provoke fills no disk. At least 1.</summary>
    /// <value>Default 1,000.</value>
    public int MaxLogLines { get; init; } = 1_000;

    /// <summary>A second interrupt within this time leaves to itself what the first did not end.</summary>
    /// <value>Default 2 seconds.</value>
    public TimeSpan EscalationTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The process without which the kernel has no reason to live, as front ends tell it in <c>JPY_PARENT_PID</c>; <see langword="null"/> when there is none.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public int? ParentProcess { get; init; }

    /// <summary>The clock.</summary>
    /// <value>Default the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
