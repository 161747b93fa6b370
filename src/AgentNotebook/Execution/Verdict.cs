namespace AgentNotebook.Execution;

/// <summary>How a child process ended, as its parent judged it.</summary>
public enum Verdict
{
    /// <summary>The guest ran to its end and answered.</summary>
    Completed,

    /// <summary>The guest threw an exception.</summary>
    Failed,

    /// <summary>The guest was killed because it ran past its wall-clock limit.</summary>
    TimedOut,

    /// <summary>The guest ran out of the memory it was given.</summary>
    OutOfMemory,

    /// <summary>The guest, or what it answered, was refused: a forbidden call, a limit on output or result, a malformed frame.</summary>
    Refused,

    /// <summary>The child ended without an answer, by a signal or an exit code of its own.</summary>
    Crashed,
}
