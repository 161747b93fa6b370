namespace AgentNotebook.Gpu.Processes;

/// <summary>Tells whether a process is this one or descends from it. Not for several threads at once.</summary>
/// <remarks>
/// Answers are kept for <see cref="Memory"/>, so that asking many times a second stays cheap. Where there is no /proc
/// only this process is known as ours. A descendant whose parent ended before it was first asked for is not recognised.
/// </remarks>
/// <param name="time">The clock by which answers age.</param>
internal sealed class ProcessFamily(TimeProvider time)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    /// <summary>Longer chains of parents do not occur; a cycle, made by numbers used again while they are read, ends here.</summary>
    private const int MaxDepth = 64;

    private readonly Dictionary<int, bool> _answers = [];
    private long _since = time.GetTimestamp();

    /// <summary>Whether the numbers seen here may differ from the ones the machine's driver sees.</summary>
    public bool IsNumberedApart { get; } = OperatingSystem.IsLinux() && !ProcFs.IsInFirstNamespace();

    /// <summary>Whether <paramref name="process"/> is this process or one of its descendants.</summary>
    public bool Contains(int process)
    {
        if (process == Environment.ProcessId)
        {
            return true;
        }

        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        if (time.GetElapsedTime(_since) >= Memory)
        {
            _answers.Clear();
            _since = time.GetTimestamp();
        }

        if (!_answers.TryGetValue(process, out var ours))
        {
            ours = Descends(process);
            _answers[process] = ours;
        }

        return ours;
    }

    private static bool Descends(int process)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            if (ProcFs.ParentOf(process) is not { } parent || parent <= 1)
            {
                return false;
            }

            if (parent == Environment.ProcessId)
            {
                return true;
            }

            process = parent;
        }

        return false;
    }
}
