namespace AgentNotebook.Execution.Seccomp;

/// <summary>What a filter answers for a call: the values of <c>SECCOMP_RET_*</c> (linux/seccomp.h).</summary>
internal static class FilterAction
{
    internal const uint Allow = 0x7fff_0000;
    internal const uint KillProcess = 0x8000_0000;

    /// <summary>The call does nothing and returns 0, as if it had succeeded.</summary>
    internal const uint Pretend = ErrorBase;

    internal const uint NotPermitted = ErrorBase | KernelError.NotPermitted;
    internal const uint AccessDenied = ErrorBase | KernelError.AccessDenied;

    /// <summary>The call does not exist: the C library falls back to an older one.</summary>
    internal const uint NotImplemented = ErrorBase | KernelError.NotImplemented;

    private const uint ErrorBase = 0x0005_0000;
}
