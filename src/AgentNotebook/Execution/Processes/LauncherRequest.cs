using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Processes;

/// <summary>What a <see cref="LauncherThread"/> is asked to do: a system call, or the start of a program. Lives in native memory or on the asking thread's stack.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LauncherRequest
{
    /// <summary>Number of the system call; ignored when <see cref="Program"/> is set.</summary>
    internal nint Number;

    /// <summary>Arguments of the system call.</summary>
    internal nint Argument1, Argument2, Argument3, Argument4, Argument5;

    /// <summary>Path of the program to start, as a C string.</summary>
    internal byte* Program;

    /// <summary><c>posix_spawn_file_actions_t</c> and <c>posix_spawnattr_t</c> of the start.</summary>
    internal void* Actions, Attributes;

    /// <summary>Arguments and environment of the start, ending in a null pointer each.</summary>
    internal byte** Arguments, Environment;

    /// <summary>Answer: the id of the started process.</summary>
    internal int ProcessId;

    /// <summary>Answer: what the system call returned.</summary>
    internal nint Returned;

    /// <summary>Answer: the error number; 0 when it worked.</summary>
    internal int Error;
}
