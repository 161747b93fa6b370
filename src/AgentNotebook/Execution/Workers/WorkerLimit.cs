namespace AgentNotebook.Execution.Workers;

/// <summary>The limit at which a watch ended its worker.</summary>
internal enum WorkerLimit
{
    /// <summary>None was met.</summary>
    None,

    /// <summary>Wall-clock time.</summary>
    WallTime,

    /// <summary>Processor time.</summary>
    CpuTime,

    /// <summary>Resident memory.</summary>
    Memory,

    /// <summary>Threads.</summary>
    Threads,
}
