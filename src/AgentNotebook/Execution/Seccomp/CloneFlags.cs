namespace AgentNotebook.Execution.Seccomp;

/// <summary>Flags of clone(2), of linux/sched.h.</summary>
internal static class CloneFlags
{
    /// <summary><c>CLONE_PIDFD</c>: hands out a descriptor of the new thread.</summary>
    internal const uint ProcessDescriptor = 0x0000_1000;

    internal const uint Thread = 0x0001_0000;

    /// <summary><c>CLONE_NEWNS</c>, <c>NEWCGROUP</c>, <c>NEWUTS</c>, <c>NEWIPC</c>, <c>NEWUSER</c>, <c>NEWPID</c>, <c>NEWNET</c>; <c>NEWTIME</c> cannot be said to <c>clone</c>.</summary>
    internal const uint Namespaces = 0x0002_0000 | 0x0200_0000 | 0x0400_0000 | 0x0800_0000 | 0x1000_0000 | 0x2000_0000 | 0x4000_0000;
}
