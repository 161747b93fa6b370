using System.Runtime.InteropServices;
using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Seccomp;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Takes rights away from a <see cref="LauncherThread"/>, by system calls of that thread alone.</summary>
internal static unsafe class LauncherRights
{
    /// <summary>The user no file belongs to (<c>nobody</c>, the kernel's overflow id).</summary>
    private const nint Nobody = 65534;

    private const int SetNoNewPrivileges = 38;
    private const int DropFromBoundingSet = 24;
    private const int LastCapability = 63;
    private const uint CapabilityVersion = 0x20080522;
    private const nint InstallFilter = 1;
    private const nint RelativeToFolder = -100;

    /// <summary>Makes the thread an ordinary user's. Only root can.</summary>
    /// <returns>Whether the thread is another user's now.</returns>
    /// <exception cref="SandboxLayerException">The system refused.</exception>
    internal static bool DropUser(LauncherThread thread)
    {
        if (LinuxCalls.EffectiveUser() != 0)
        {
            return false;
        }

        for (var capability = 0; capability <= LastCapability; capability++)
        {
            // Past the last one the kernel knows it answers EINVAL.
            _ = thread.Call(Number(SystemCall.prctl), DropFromBoundingSet, capability);
        }

        Demand(thread.Call(Number(SystemCall.setgroups)), "setgroups");
        Demand(thread.Call(Number(SystemCall.setresgid), Nobody, Nobody, Nobody), "setresgid");
        Demand(thread.Call(Number(SystemCall.setresuid), Nobody, Nobody, Nobody), "setresuid");
        return true;
    }

    /// <summary>Whether the thread can open a file for reading.</summary>
    internal static bool CanRead(LauncherThread thread, string path)
    {
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            var (descriptor, error) = thread.Call(Number(SystemCall.openat), RelativeToFolder, name, LinuxCalls.CloseOnExec);
            if (error == 0)
            {
                _ = LinuxCalls.Close((int)descriptor);
            }

            return error == 0;
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    /// <summary>Takes every capability from the thread, and the way back to them.</summary>
    /// <exception cref="SandboxLayerException">The system refused.</exception>
    internal static void DropCapabilities(LauncherThread thread)
    {
        var header = stackalloc uint[2] { CapabilityVersion, 0 };
        var sets = stackalloc uint[6];
        Demand(thread.Call(Number(SystemCall.capset), (nint)header, (nint)sets), "capset");
    }

    /// <summary>No program the thread starts gains rights by being executed.</summary>
    /// <exception cref="SandboxLayerException">The system refused.</exception>
    internal static void ForbidNewPrivileges(LauncherThread thread) =>
        Demand(thread.Call(Number(SystemCall.prctl), SetNoNewPrivileges, 1), "prctl(PR_SET_NO_NEW_PRIVS)", LayerNames.NoNewPrivileges);

    /// <summary>Puts the thread under a set of landlock rules.</summary>
    /// <exception cref="SandboxLayerException">The system refused.</exception>
    internal static void Restrict(LauncherThread thread, Descriptor rules) =>
        Demand(thread.Call(Landlock.RestrictSelf, rules.Number), "landlock_restrict_self", LayerNames.Landlock);

    /// <summary>Puts the thread under the launcher's filter.</summary>
    /// <exception cref="SandboxLayerException">The system refused.</exception>
    internal static void Filter(LauncherThread thread)
    {
        var filter = LauncherFilter.Create(RuntimeInformation.ProcessArchitecture);
        fixed (byte* instructions = filter)
        {
            // struct sock_fprog.
            var program = stackalloc nint[2] { filter.Length / FilterProgram.InstructionBytes, (nint)instructions };
            Demand(thread.Call(Number(SystemCall.seccomp), InstallFilter, 0, (nint)program), "seccomp", LayerNames.Seccomp);
        }
    }

    private static nint Number(SystemCall call) => (nint)SystemCallTable.Number(RuntimeInformation.ProcessArchitecture, call)!.Value;

    private static void Demand((nint Returned, int Error) answer, string call, string layer = LayerNames.User)
    {
        if (answer.Error != 0 || answer.Returned != 0)
        {
            throw new SandboxLayerException(layer, $"{call}: {LinuxCalls.Words(answer.Error)}", "Run outside a sandbox that forbids it, or ask for a weaker level.");
        }
    }
}
