namespace AgentNotebook.Execution.Workers;

/// <summary>Where a <see cref="WorkerRunner"/> finds its parts, and how eager it is.</summary>
public sealed record WorkerRunnerOptions
{
    /// <summary>Path of <c>AgentNotebook.Worker.dll</c>.</summary>
    /// <value>Default <see langword="null"/>: <c>worker/AgentNotebook.Worker.dll</c> beside the program, or else beside the library.</value>
    public string? WorkerPath { get; init; }

    /// <summary>Path of the <c>dotnet</c> host that starts the worker.</summary>
    /// <value>Default <see langword="null"/>: the host of the running runtime, or else <c>DOTNET_HOST_PATH</c>, <c>DOTNET_ROOT</c> and the usual places.</value>
    public string? HostPath { get; init; }

    /// <summary>Folder in which each worker gets a scratch folder of its own, which is deleted with the worker.</summary>
    /// <value>Default <see langword="null"/>: the system's folder for temporary files.</value>
    public string? ScratchRoot { get; init; }

    /// <summary>How strongly guests are restricted.</summary>
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>How many workers are kept ready.</summary>
    public WorkerPoolOptions Pool { get; init; } = new();

    /// <summary>How often the memory and the time of a running worker are looked at.</summary>
    /// <value>Default 10 ms; from 1 ms to 1 s.</value>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The clock for every limit on time.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Descriptors that every worker inherits, from <see cref="Processes.SpawnedProcess.InheritedDescriptor"/> on. Linux only.</summary>
    internal IReadOnlyList<int> Inherited { get; init; } = [];
}
