namespace AgentNotebook.Tool;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The user's notebook, session or file failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A safety rule refused it.</summary>
    public const int Refused = 3;

    /// <summary>Interrupted: 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
