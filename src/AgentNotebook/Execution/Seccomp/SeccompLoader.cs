using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Seccomp;

/// <summary>Puts filters on the calling thread, or on all threads of the process. Linux on x86-64 and arm64 only.</summary>
/// <remarks>Sources: seccomp(2), PR_SET_NO_NEW_PRIVS(2const), <c>struct sock_fprog</c> in linux/filter.h, linux/seccomp.h.</remarks>
internal static unsafe partial class SeccompLoader
{
    /// <summary>What <see cref="Install"/> answers when one of the threads could not take the filter: <c>ESRCH</c>, the kernel's own number for it.</summary>
    internal const int ThreadLeftOut = KernelError.NoSuchProcess;

    private const int SetNoNewPrivilegesOption = 38;
    private const uint SetModeFilter = 1;
    private const uint GetActionAvailable = 2;
    private const uint AllThreads = 1;

    /// <summary>The thread and what it starts gain no rights by exec any more, which the kernel demands before a filter. Threads that run already do not take it over.</summary>
    /// <returns>0, or the error number.</returns>
    internal static int SetNoNewPrivileges() =>
        ProcessControl(SetNoNewPrivilegesOption, 1, 0, 0, 0) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Puts a filter on the calling thread, for good; it holds for what the thread starts, too.</summary>
    /// <param name="program">The bytes of <c>struct sock_filter</c>s.</param>
    /// <param name="allThreads">On every thread of the process at once (<c>SECCOMP_FILTER_FLAG_TSYNC</c>), with no new privileges for each; on none when one cannot take it.</param>
    /// <returns>0; <see cref="ThreadLeftOut"/> when a thread has a filter that this one does not follow from; else the error number.</returns>
    internal static int Install(ReadOnlySpan<byte> program, bool allThreads)
    {
        if (program.Length is 0 or > FilterProgram.MaximumInstructions * FilterProgram.InstructionBytes || program.Length % FilterProgram.InstructionBytes != 0)
        {
            throw new ArgumentException($"{program.Length} bytes are no filter program.", nameof(program));
        }

        fixed (byte* instructions = program)
        {
            var header = new ProgramHeader((ushort)(program.Length / FilterProgram.InstructionBytes), (nint)instructions);
            return Meaning(Seccomp(Number, SetModeFilter, allThreads ? AllThreads : 0, &header));
        }
    }

    /// <summary>Does the kernel know this answer of a filter (<c>SECCOMP_GET_ACTION_AVAIL</c>, Linux 4.14)? False where there are no filters at all.</summary>
    /// <param name="action">One of <see cref="FilterAction"/>; an error number in it does not matter.</param>
    internal static bool IsActionAvailable(uint action)
    {
        var kind = action & 0xffff_0000;
        return Seccomp(Number, GetActionAvailable, 0, &kind) == 0;
    }

    /// <summary>Says an answer of <see cref="Install"/> or <see cref="SetNoNewPrivileges"/> in words.</summary>
    internal static string Describe(int status) => status switch
    {
        0 => "active",
        ThreadLeftOut => "refused: a thread of the process has a filter of its own, so not all threads could take this one",
        _ => $"refused by the kernel: {Marshal.GetPInvokeErrorMessage(status)} (error {status})",
    };

    // With the flag for all threads, a positive answer is the id of a thread that could not follow, and no filter was installed.
    private static int Meaning(long answer) => answer switch
    {
        0 => 0,
        > 0 => ThreadLeftOut,
        _ => Marshal.GetLastPInvokeError(),
    };

    private static nint Number => (nint)SystemCallTable.Number(RuntimeInformation.ProcessArchitecture, SystemCall.seccomp)!.Value;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Seccomp(nint number, uint operation, uint flags, void* argument);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ProgramHeader(ushort length, nint instructions)
    {
        internal readonly ushort Length = length;
        internal readonly nint Instructions = instructions;
    }
}
