using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Processes;

/// <summary>The calls of the C library that .NET has no name for. Linux only.</summary>
internal static unsafe partial class LinuxCalls
{
    internal const int CloseOnExec = 0x80000;
    internal const int PathOnly = 0x200000;
    internal const uint MemoryFileCloseOnExec = 1;
    internal const int DuplicateCloseOnExec = 1030;
    internal const int WaitForExit = 4;
    internal const int LeaveWaitable = 0x01000000;
    internal const int WaitForProcess = 1;
    internal const int InterruptedCall = 4;
    internal const int KillSignal = 9;
    internal const int StopSignal = 19;

    // Called by number, the same on every architecture: a C library older than the kernel has no name for it.
    private const nint CloseRange = 436;
    private const nint CloseRangeOnExec = 4;

    private static readonly nint _library = NativeLibrary.Load("libc.so.6");

    /// <summary>The address of a function of the C library.</summary>
    internal static nint Address(string name) => NativeLibrary.GetExport(_library, name);

    /// <summary>Whether the C library has a function.</summary>
    internal static bool Has(string name) => NativeLibrary.TryGetExport(_library, name, out _);

    /// <summary>Passes what a call returned, or throws with what the system says of its failure.</summary>
    /// <exception cref="IOException">The call returned -1.</exception>
    internal static int Demand(int returned, string call) =>
        returned >= 0 ? returned : throw new IOException($"{call}: {Words(Marshal.GetLastPInvokeError())}");

    /// <summary>An error number in the system's words.</summary>
    internal static string Words(int error) => new Win32Exception(error).Message;

    /// <summary>Marks every open descriptor of this process but the standard ones close-on-exec, so that no child inherits one by accident.</summary>
    /// <remarks>Without the call (Linux before 5.11) nothing happens; .NET opens its own descriptors close-on-exec already.</remarks>
    internal static void KeepDescriptorsFromChildren() => _ = SystemCall(CloseRange, 3, unchecked((nint)uint.MaxValue), CloseRangeOnExec, 0);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    internal static partial int MakePipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    internal static partial nint WriteAt(int descriptor, byte* bytes, nint count, nint offset);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    internal static partial int WaitFor(int kind, uint id, void* information, int options);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    internal static partial int Collect(int process, int* status, int options);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    internal static partial int ReadClock(int clock, long* secondsAndNanoseconds);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nint argument2, nint argument3, nint argument4, nint argument5);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint SystemCall(nint number, nint argument1, nint argument2, nint argument3, nint argument4);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    internal static partial int BeginActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    internal static partial int EndActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    internal static partial int AddDuplicate(void* actions, int source, int target);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int AddFolder(void* actions, string path);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addclosefrom_np")]
    internal static partial int AddCloseFrom(void* actions, int first);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    internal static partial int BeginAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    internal static partial int EndAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    internal static partial int SetFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    internal static partial int SetDefaultSignals(void* attributes, void* set);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    internal static partial int SetBlockedSignals(void* attributes, void* set);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    internal static partial int AllSignals(void* set);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    internal static partial int NoSignals(void* set);
}
