using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Workers;

/// <summary>The few system calls a parent needs that .NET has no name for.</summary>
internal static partial class Posix
{
    internal const int Kill = 9;
    internal const int Stop = 19;

    // The number of close_range(2), the same on every architecture. Called by number: a C library older than the kernel has no name for it.
    private const nint CloseRange = 436;
    private const nint CloseOnExec = 4;

    /// <summary>Marks every open descriptor of this process but the standard ones close-on-exec, so that no child inherits one by accident.</summary>
    /// <remarks>Without the call (Linux before 5.11) nothing happens; .NET opens its own descriptors close-on-exec already.</remarks>
    internal static void KeepDescriptorsFromChildren()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SystemCall(CloseRange, 3, unchecked((nint)uint.MaxValue), CloseOnExec);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint argument1, nint argument2, nint argument3);
}
