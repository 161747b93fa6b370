namespace AgentNotebook.Execution.Seccomp;

/// <summary>The calls whose arguments decide, in a worker of any profile.</summary>
/// <remarks>Sources: the man page of each call in section 2, linux/prctl.h, asm-generic/fcntl.h, asm-generic/mman-common.h, linux/posix-timers.h.</remarks>
internal static class WorkerArguments
{
    private const uint SetName = 15;
    private const uint GetName = 16;

    /// <summary><c>PR_SET_VMA</c>: the C library and the runtime name their memory by it.</summary>
    private const uint NameMemory = 0x5356_4d41;

    /// <summary>In a clock's number: a clock of some process, thread or device, none of the fixed ones. The calling process and thread have fixed ones, too.</summary>
    private const uint NotFixed = 0x8000_0000;

    private const uint PoisonMemory = 100;
    private const uint TakeMemoryOffline = 101;
    private const uint OfProcess = 0;

    // Descriptors, their flags and locks. Absent: F_SETOWN, F_SETOWN_EX, F_SETSIG (whom to signal with what), F_SETLEASE and F_NOTIFY (whom to watch).
    private static ReadOnlySpan<uint> DescriptorCommands =>
    [
        0 /* F_DUPFD */, 1 /* F_GETFD */, 2 /* F_SETFD */, 3 /* F_GETFL */, 4 /* F_SETFL */, 5 /* F_GETLK */, 6 /* F_SETLK */, 7 /* F_SETLKW */,
        36 /* F_OFD_GETLK */, 37 /* F_OFD_SETLK */, 38 /* F_OFD_SETLKW */, 1030 /* F_DUPFD_CLOEXEC */, 1032 /* F_GETPIPE_SZ */,
    ];

    private static ReadOnlySpan<uint> Requests =>
    [
        TerminalRequests.Attributes, TerminalRequests.Attributes2, TerminalRequests.WindowSize, TerminalRequests.BytesReady,
        TerminalRequests.KeepOnExec, TerminalRequests.CloseOnExec,
    ];

    /// <summary>
    /// The types of the requests by which a GPU's driver is spoken to, in the second lowest byte: <c>'F'</c> NVIDIA's (NV_IOCTL_MAGIC in nv-ioctl-numbers.h), <c>'d'</c> of
    /// render nodes (DRM_IOCTL_BASE in drm.h), <c>'K'</c> AMD's (AMDKFD_IOCTL_BASE in kfd_ioctl.h), and none at all, as NVIDIA's unified memory numbers its
    /// own (UVM_IOCTL_BASE in uvm_linux_ioctl.h). Terminals and sockets have others. Which request of a driver is harmless only the driver knows.
    /// </summary>
    private static ReadOnlySpan<uint> GpuRequestTypes => [0x46, 0x64, 0x4b, 0x00];

    internal static void AddTo(List<FilterRule> rules, uint processId, SandboxProfile profile)
    {
        rules.Add(new FilterRule(
            SystemCall.clone,
            [
                new ArgumentTest(0, ArgumentComparison.AnyBit, CloneFlags.Namespaces | CloneFlags.ProcessDescriptor, FilterAction.NotPermitted),
                new ArgumentTest(0, ArgumentComparison.AnyBit, CloneFlags.Thread, FilterAction.Allow),
            ],
            FilterAction.NotPermitted));

        // Its flags lie in memory, where no filter sees them; the C library falls back to clone.
        rules.Add(new FilterRule(SystemCall.clone3, FilterAction.NotImplemented));

        rules.Add(OneOf(SystemCall.tgkill, 0, [processId], FilterAction.NotPermitted));
        rules.Add(OneOf(SystemCall.prlimit64, 0, [0, processId], FilterAction.NotPermitted));
        rules.Add(OneOf(SystemCall.getpgid, 0, [0, processId], FilterAction.NotPermitted));
        rules.Add(OneOf(SystemCall.getsid, 0, [0, processId], FilterAction.NotPermitted));
        rules.Add(new FilterRule(
            SystemCall.getpriority,
            [
                new ArgumentTest(0, ArgumentComparison.NotEqual, OfProcess, FilterAction.NotPermitted),
                new ArgumentTest(1, ArgumentComparison.Equal, 0, FilterAction.Allow),
                new ArgumentTest(1, ArgumentComparison.Equal, processId, FilterAction.Allow),
            ],
            FilterAction.NotPermitted));

        AddScheduling(rules, processId);

        rules.Add(OneOf(SystemCall.prctl, 0, [SetName, GetName, NameMemory], FilterAction.NotPermitted));
        rules.Add(OneOf(SystemCall.fcntl, 1, DescriptorCommands, FilterAction.NotPermitted));
        rules.Add(Control(profile));
        rules.Add(FixedClock(SystemCall.clock_gettime));
        rules.Add(FixedClock(SystemCall.clock_getres));
        rules.Add(FixedClock(SystemCall.clock_nanosleep));
        rules.Add(new FilterRule(
            SystemCall.madvise,
            [
                new ArgumentTest(2, ArgumentComparison.Equal, PoisonMemory, FilterAction.NotPermitted),
                new ArgumentTest(2, ArgumentComparison.Equal, TakeMemoryOffline, FilterAction.NotPermitted),
            ],
            FilterAction.Allow));
    }

    // The C library asks about a new thread by the thread's own id, which no filter knows beforehand, and gives the thread up on an error. It takes
    // "not implemented" for an affinity that is not known, and 0 for the ordinary scheduling policy, which is what every thread here has.
    private static void AddScheduling(List<FilterRule> rules, uint processId)
    {
        rules.Add(new FilterRule(SystemCall.sched_setaffinity, FilterAction.Pretend));
        rules.Add(new FilterRule(SystemCall.sched_setscheduler, FilterAction.Pretend));
        rules.Add(OneOf(SystemCall.sched_getaffinity, 0, [0, processId], FilterAction.NotImplemented));
        rules.Add(OneOf(SystemCall.sched_getscheduler, 0, [0, processId], FilterAction.Pretend));
        rules.Add(OneOf(SystemCall.sched_getparam, 0, [0, processId], FilterAction.Pretend));
    }

    private static FilterRule Control(SandboxProfile profile)
    {
        var tests = new List<ArgumentTest>();
        foreach (var request in Requests)
        {
            tests.Add(new ArgumentTest(1, ArgumentComparison.Equal, request, FilterAction.Allow));
        }

        foreach (var type in profile == SandboxProfile.Gpu ? GpuRequestTypes : [])
        {
            tests.Add(new ArgumentTest(1, ArgumentComparison.RequestType, type, FilterAction.Allow));
        }

        return new FilterRule(SystemCall.ioctl, [.. tests], FilterAction.NotPermitted);
    }

    private static FilterRule FixedClock(SystemCall call) =>
        new(call, [new ArgumentTest(0, ArgumentComparison.AnyBit, NotFixed, FilterAction.NotPermitted)], FilterAction.Allow);

    private static FilterRule OneOf(SystemCall call, int argument, ReadOnlySpan<uint> values, uint otherwise)
    {
        var tests = new ArgumentTest[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            tests[index] = new ArgumentTest(argument, ArgumentComparison.Equal, values[index], FilterAction.Allow);
        }

        return new FilterRule(call, tests, otherwise);
    }
}
