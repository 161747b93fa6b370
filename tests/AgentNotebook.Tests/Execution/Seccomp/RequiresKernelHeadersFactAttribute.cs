using System.Runtime.InteropServices;
using AgentNotebook.Tests.Support;
using Machine = System.Runtime.InteropServices.Architecture;

namespace AgentNotebook.Tests.Execution.Seccomp;

/// <summary>A test that reads the kernel's headers through the C preprocessor; skipped, with the way to get them, where they are missing.</summary>
public sealed class RequiresKernelHeadersFactAttribute : FactAttribute
{
    public RequiresKernelHeadersFactAttribute() => Skip = new RequiresGccFactAttribute().Skip
        ?? (File.Exists("/usr/include/asm-generic/unistd.h")
            ? null
            : "The kernel's headers are not installed; get them by 'apt-get install libc6-dev' (Debian, Ubuntu) or 'dnf install kernel-headers glibc-devel' (Fedora).");

    /// <summary>The test reads the table of x86-64, which only the headers of such a machine have; the generic one of arm64 is everywhere.</summary>
    public bool X64
    {
        get => false;
        set => Skip ??= value && RuntimeInformation.ProcessArchitecture != Machine.X64 ? "Only the headers of an x86-64 machine have its table of system calls." : null;
    }
}
