using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Seccomp;

/// <summary>The numbers of system calls by architecture, and the word by which the kernel tells architectures apart.</summary>
internal static class SystemCallTable
{
    /// <summary>In a <see cref="SystemCall"/>: the architecture has no such call.</summary>
    internal const uint Absent = 0xffff;

    /// <summary>The number of a call; <see langword="null"/> where the architecture lacks it.</summary>
    /// <exception cref="PlatformNotSupportedException">Neither x86-64 nor arm64.</exception>
    internal static uint? Number(Architecture architecture, SystemCall call)
    {
        var number = architecture switch
        {
            Architecture.X64 => (uint)call >> 16,
            Architecture.Arm64 => (uint)call & 0xffff,
            _ => throw Unknown(architecture),
        };
        return number == Absent ? null : number;
    }

    /// <summary><c>AUDIT_ARCH_X86_64</c> or <c>AUDIT_ARCH_AARCH64</c>: the ELF machine with the bits for 64-bit and little endian (linux/audit.h).</summary>
    /// <exception cref="PlatformNotSupportedException">Neither x86-64 nor arm64.</exception>
    internal static uint AuditArchitecture(Architecture architecture) => architecture switch
    {
        Architecture.X64 => 0xc000_003e,
        Architecture.Arm64 => 0xc000_00b7,
        _ => throw Unknown(architecture),
    };

    private static PlatformNotSupportedException Unknown(Architecture architecture) =>
        new($"System call filters exist for x64 and arm64, not for {architecture}.");
}
