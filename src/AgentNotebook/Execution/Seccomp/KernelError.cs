namespace AgentNotebook.Execution.Seccomp;

/// <summary>Error numbers, equal on every architecture named here (asm-generic/errno.h).</summary>
internal static class KernelError
{
    internal const int NotPermitted = 1;
    internal const int NoSuchProcess = 3;
    internal const int AccessDenied = 13;
    internal const int NotImplemented = 38;
}
