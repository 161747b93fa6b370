using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>
/// Starts workers from a thread of this process that has given up its user, its capabilities, all paths but those the runtime needs, and the system
/// calls of the launcher's filter. No second runtime has to start, and nothing has to be installed.
/// </summary>
internal sealed class ConfinedLauncher : WorkerLauncher
{
    private readonly LauncherThread _thread;
    private readonly string _paths;

    private ConfinedLauncher(SandboxOptions options, LauncherThread thread, IReadOnlyList<SandboxLayer> layers)
        : base(options.Profile) => (_thread, Layers, _paths) = (thread, layers, SandboxPaths.InWords(options));

    internal override SandboxLevel Level => SandboxLevel.Confined;

    internal override IReadOnlyList<SandboxLayer> Layers { get; }

    internal override int Filters => 2;

    internal override string InWords =>
        $"The child has no rights of yours, no path but {_paths}, and two filters on system calls; it cannot open a socket or a process.";

    /// <exception cref="SandboxLayerException">A layer cannot be had here.</exception>
    internal static ConfinedLauncher Create(SandboxOptions options, WorkerFiles files)
    {
        var seccomp = SeccompSupport.Demand();
        var version = Landlock.Version;
        if (version == 0)
        {
            throw new SandboxLayerException(LayerNames.Landlock, "the kernel does not offer it", "Use a kernel of 5.13 or later in which landlock is enabled (lsm=landlock,…); or install bubblewrap for level 'isolated'.");
        }

        using var rules = Landlock.Create(version, SandboxPaths.OfConfined(options, files));
        var (thread, user) = LauncherUser.Start("starts confined workers", files, options);
        try
        {
            LauncherRights.DropCapabilities(thread);
            LauncherRights.ForbidNewPrivileges(thread);
            LauncherRights.Restrict(thread, rules);
            LauncherRights.Filter(thread);
            return new ConfinedLauncher(options, thread, [user, new(LayerNames.Landlock, true, $"version {version}"), seccomp]);
        }
        catch
        {
            thread.Dispose();
            throw;
        }
    }

    internal override ChildProcess Start(SpawnCommand command, WorkerFiles files) => SpawnedProcess.Start(_thread, command);

    public override void Dispose() => _thread.Dispose();
}
