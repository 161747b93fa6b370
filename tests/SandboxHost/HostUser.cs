using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AgentNotebook.SandboxHost;

/// <summary>Makes the host another user's, for good.</summary>
internal static partial class HostUser
{
    private const int SetDumpable = 4;

    internal static void Become(uint user)
    {
        Demand(SetGroups(0, 0), "setgroups");
        Demand(SetGroup(user, user, user), "setresgid");
        Demand(SetUser(user, user, user), "setresuid");
        // A process that changed its user is closed to others of that user; one that was started by that user is not.
        Demand(ProcessControl(SetDumpable, 1, 0, 0, 0), "prctl");
    }

    private static void Demand(int status, string call)
    {
        if (status != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call} failed.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    private static partial int SetGroups(nuint count, nint groups);

    [LibraryImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    private static partial int SetGroup(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    private static partial int SetUser(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int option, nint argument2, nint argument3, nint argument4, nint argument5);
}
