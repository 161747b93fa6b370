using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Seccomp;

/// <summary>
/// The second filter, which a worker puts on all its threads when everything that it will need is loaded: what is not named is refused with <c>EPERM</c>.
/// Memory may stay writable and executable at once, for the runtime compiles as it runs; the filter holds for machine code, too.
/// </summary>
/// <remarks>Sources: seccomp(2), open(2), asm-generic/fcntl.h.</remarks>
internal static class WorkerFilter
{
    /// <summary>
    /// <c>O_WRONLY</c>, <c>O_RDWR</c>, <c>O_CREAT</c>, <c>O_TRUNC</c>, <c>O_APPEND</c>, <c>O_PATH</c> and the bit that makes <c>O_TMPFILE</c> differ from
    /// <c>O_DIRECTORY</c>: equal on x86-64 and arm64, which differ in other flags.
    /// </summary>
    private const uint MoreThanReading = MoreThanOpening | 0x2;

    /// <summary>Of these, all but <c>O_RDWR</c>, as which a device is opened. What is no device cannot be opened so by its rights or by the mount it lies on.</summary>
    private const uint MoreThanOpening = 0x1 | 0x40 | 0x200 | 0x400 | 0x20_0000 | 0x40_0000;

    /// <summary>The program as the bytes of <c>struct sock_filter</c>s.</summary>
    /// <param name="architecture">What the process runs as.</param>
    /// <param name="profile">What a guest may touch.</param>
    /// <param name="processId">The id by which the process knows itself, above 0: some calls are for this process alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The process id is not above 0, or there is no such profile.</exception>
    /// <exception cref="PlatformNotSupportedException">Neither x86-64 nor arm64.</exception>
    internal static byte[] Create(Architecture architecture, SandboxProfile profile, int processId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processId);
        if (profile is not (SandboxProfile.Compute or SandboxProfile.Files or SandboxProfile.Extract or SandboxProfile.Gpu))
        {
            throw new ArgumentOutOfRangeException(nameof(profile), profile, "No such profile.");
        }

        var rules = new List<FilterRule>(WorkerCalls.Compute.Length + WorkerCalls.Files.Length + WorkerCalls.Extract.Length + 32);
        Allow(rules, WorkerCalls.Compute);
        WorkerArguments.AddTo(rules, (uint)processId, profile);
        if (profile != SandboxProfile.Compute)
        {
            Allow(rules, WorkerCalls.Files);
        }

        if (profile is SandboxProfile.Files or SandboxProfile.Gpu)
        {
            var refused = profile == SandboxProfile.Files ? MoreThanReading : MoreThanOpening;
            rules.Add(Without(SystemCall.open, 1, refused));
            rules.Add(Without(SystemCall.openat, 2, refused));

            // Its flags lie in memory, where no filter sees them.
            rules.Add(new FilterRule(SystemCall.openat2, FilterAction.NotImplemented));
        }

        if (profile == SandboxProfile.Extract)
        {
            Allow(rules, WorkerCalls.Extract);
        }

        return FilterTree.Assemble(architecture, rules, FilterAction.NotPermitted);
    }

    private static FilterRule Without(SystemCall call, int flags, uint refused) =>
        new(call, [new ArgumentTest(flags, ArgumentComparison.AnyBit, refused, FilterAction.AccessDenied)], FilterAction.Allow);

    private static void Allow(List<FilterRule> rules, ReadOnlySpan<SystemCall> calls)
    {
        foreach (var call in calls)
        {
            rules.Add(new FilterRule(call, FilterAction.Allow));
        }
    }
}
