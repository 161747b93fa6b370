using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Seccomp;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Starts workers with this process's own rights: for level <c>none</c>, and for level <c>filtered</c>, at which the worker restricts itself.</summary>
internal sealed class OrdinaryLauncher : WorkerLauncher
{
    // One for the whole process, for as long as it lives: see LauncherThread.
    private static readonly Lazy<LauncherThread> _thread = new(() => new LauncherThread("starts workers"));

    private OrdinaryLauncher(SandboxLevel level, IReadOnlyList<SandboxLayer> layers)
        : base(SandboxProfile.Compute) => (Level, Layers) = (level, layers);

    internal override SandboxLevel Level { get; }

    internal override IReadOnlyList<SandboxLayer> Layers { get; }

    internal override int Filters => Level == SandboxLevel.Filtered ? 1 : 0;

    internal override string InWords => Level == SandboxLevel.Filtered
        ? "The child cannot open a file, a socket or a process, by one filter on system calls; it runs as the same user as this program."
        : "No sandbox: the code runs in an ordinary child process with limits on time, memory and output, but with your own rights to files and network.";

    /// <summary>The launcher of level <c>none</c>, on any system.</summary>
    internal static OrdinaryLauncher None() => new(SandboxLevel.None, []);

    /// <summary>The launcher of level <c>filtered</c>.</summary>
    /// <exception cref="SandboxLayerException">Its layers cannot be had here.</exception>
    internal static OrdinaryLauncher Filtered(SandboxProfile profile)
    {
        if (profile != SandboxProfile.Compute)
        {
            throw new SandboxLayerException(
                LayerNames.Profile,
                $"profile '{profile.ToString().ToLowerInvariant()}' needs at least level 'confined': a filter on system calls cannot tell one path from another",
                "Install bubblewrap, or use a kernel with landlock.");
        }

        var seccomp = SeccompSupport.Demand();
        HideFromEqualUsers();
        return new OrdinaryLauncher(SandboxLevel.Filtered, [seccomp, new(LayerNames.ParentHidden, true, "this process cannot be read or traced by others of the same user (PR_SET_DUMPABLE 0)")]);
    }

    internal override ChildProcess Start(SpawnCommand command, WorkerFiles files) =>
        OperatingSystem.IsLinux() ? SpawnedProcess.Start(_thread.Value, command) : PlainProcess.Start(command);

    // A worker of this level is of the same user as this process, whose memory and environment are then in its reach but for the filter.
    private static void HideFromEqualUsers()
    {
        const int SetDumpable = 4;
        if (LinuxCalls.ProcessControl(SetDumpable, 0, 0, 0, 0) != 0)
        {
            throw new SandboxLayerException(LayerNames.ParentHidden, "prctl(PR_SET_DUMPABLE) was refused", "Run without a filter that forbids prctl.");
        }
    }
}
