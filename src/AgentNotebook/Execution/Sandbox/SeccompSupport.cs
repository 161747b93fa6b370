using System.Runtime.InteropServices;
using AgentNotebook.Execution.Seccomp;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Whether this machine has what the filters on system calls need.</summary>
internal static class SeccompSupport
{
    /// <exception cref="SandboxLayerException">It has not.</exception>
    internal static SandboxLayer Demand()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new SandboxLayerException(LayerNames.System, $"there is no sandbox for {RuntimeInformation.OSDescription} yet", "Use Linux, a container or WSL 2; or ask for '--level none', which runs code with your own rights.");
        }

        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            throw new SandboxLayerException(LayerNames.Seccomp, $"there is no table of system calls for {RuntimeInformation.ProcessArchitecture}", "Use x64 or arm64.");
        }

        return SeccompLoader.IsActionAvailable(FilterAction.KillProcess) && SeccompLoader.IsActionAvailable(FilterAction.NotPermitted)
            ? new SandboxLayer(LayerNames.Seccomp, true, "filters on system calls, for all threads at once")
            : throw new SandboxLayerException(LayerNames.Seccomp, "the kernel offers no filters on system calls", "Use a kernel of 4.14 or later with CONFIG_SECCOMP_FILTER, outside a sandbox that forbids seccomp(2).");
    }
}
