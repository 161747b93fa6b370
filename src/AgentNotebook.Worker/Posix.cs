using System.Runtime.InteropServices;

namespace AgentNotebook.Worker;

/// <summary>The few calls of the C library that .NET has no name for.</summary>
internal static partial class Posix
{
    internal const int ReadWrite = 2;
    internal const int ResourceCpu = 0;
    internal const int ResourceData = 2;
    internal const int ResourceCore = 4;
    internal const int ResourceDescriptors = 7;
    internal const int ResourceAddressSpace = 9;
    internal const int SetDeathSignal = 1;
    internal const int KillSignal = 9;
    internal const int SetChildSubreaper = 36;

    internal static int DuplicateCloseOnExec => OperatingSystem.IsLinux() ? 1030 : 67;

    /// <summary>Room for what a system call writes and nobody reads.</summary>
    internal static nint Scratch { get; } = Marshal.AllocHGlobal(1024);

    /// <summary>The error number of a call that returned <paramref name="status"/>; 0 when it worked.</summary>
    internal static int ErrorOf(int status) => status == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "getppid")]
    internal static partial int Parent();

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint SystemCall(nint number, nint argument1, nint argument2, nint argument3, nint argument4);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    internal static partial int DuplicateTo(int source, int target);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    internal static partial int BecomeSessionLeader();

    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void ExitNow(int status);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    internal static partial int SetLimit(int resource, in ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nint argument2, nint argument3, nint argument4, nint argument5);

    /// <summary><c>struct rlimit</c> of a 64-bit system: the soft and the hard limit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct ResourceLimit(nuint Soft, nuint Hard);
}
