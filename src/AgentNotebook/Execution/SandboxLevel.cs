namespace AgentNotebook.Execution;

/// <summary>How strongly a child process is restricted, weakest first, so that levels compare with <c>&lt;</c> and <c>&gt;</c>.</summary>
public enum SandboxLevel
{
    /// <summary>An ordinary child process with limits, but with the user's own rights to files and network.</summary>
    None,

    /// <summary>The worker filters its own system calls.</summary>
    Filtered,

    /// <summary>The worker is started by a restricted thread and filters its own system calls.</summary>
    Confined,

    /// <summary>The worker lives in namespaces of its own, under both filters.</summary>
    Isolated,
}
