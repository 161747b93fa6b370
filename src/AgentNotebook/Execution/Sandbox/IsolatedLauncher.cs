using System.Globalization;
using System.Runtime.InteropServices;
using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Seccomp;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Starts workers in namespaces of their own, by bubblewrap.</summary>
internal sealed class IsolatedLauncher : WorkerLauncher
{
    private const string Remedy = "Install bubblewrap (Debian, Ubuntu, Fedora: package 'bubblewrap') and allow unprivileged user namespaces.";
    private const int Generations = 4;

    private static readonly string[] _places = ["/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"];
    private static readonly string[] _namespaces = ["user", "pid", "net", "mnt", "ipc", "uts"];

    private readonly LauncherThread _thread;
    private readonly SandboxOptions _options;
    private readonly string _bubblewrap;
    private readonly byte[] _filter = LauncherFilter.Create(RuntimeInformation.ProcessArchitecture);

    private IsolatedLauncher(SandboxOptions options, LauncherThread thread, string bubblewrap, IReadOnlyList<SandboxLayer> layers)
        : base(options.Profile) => (_options, _thread, _bubblewrap, Layers) = (options, thread, bubblewrap, layers);

    internal override SandboxLevel Level => SandboxLevel.Isolated;

    internal override IReadOnlyList<SandboxLayer> Layers { get; }

    internal override int Filters => 2;

    // It lives in a process namespace of its own and ends with it.
    internal override int ParentId => 0;

    internal override string InWords =>
        $"The child lives in namespaces of its own without network, no path but {SandboxPaths.InWords(_options)}, and two filters on system calls; it cannot open a socket or a process.";

    /// <exception cref="SandboxLayerException">bubblewrap, or what it needs, cannot be had here.</exception>
    internal static IsolatedLauncher Create(SandboxOptions options, WorkerFiles files)
    {
        var seccomp = SeccompSupport.Demand();
        var bubblewrap = (options.BubblewrapPath is { } given ? [given] : _places).FirstOrDefault(File.Exists)
            ?? throw new SandboxLayerException(LayerNames.Bubblewrap, $"the program bwrap is not at {string.Join(", ", options.BubblewrapPath is { } asked ? [asked] : _places)}", Remedy);
        var (thread, user) = LauncherUser.Start("starts isolated workers", files, options);
        return new IsolatedLauncher(options, thread, bubblewrap, [user, new(LayerNames.Bubblewrap, true, bubblewrap), seccomp]);
    }

    internal override ChildProcess Start(SpawnCommand command, WorkerFiles files)
    {
        try
        {
            return SpawnedProcess.Start(_thread, BubblewrapCommand.Wrap(_bubblewrap, command, files, _options, _filter));
        }
        catch (IOException exception)
        {
            throw new SandboxLayerException(LayerNames.Bubblewrap, exception.Message, Remedy);
        }
    }

    // bwrap begins each of its complaints with its name.
    internal override SandboxLayerException? Refusal(string errors) =>
        errors.StartsWith("bwrap: ", StringComparison.Ordinal) ? new SandboxLayerException(LayerNames.Bubblewrap, CrashText.Summary(errors).TrimEnd('.'), Remedy) : null;

    /// <summary>The worker is the only grandchild: <c>bwrap</c>, its process 1, the worker.</summary>
    internal override int WorkerId(ChildProcess child)
    {
        var id = child.Id;
        for (var generation = 0; generation < Generations; generation++)
        {
            if (Children(id) is not [var only])
            {
                break;
            }

            id = only;
        }

        return id != child.Id ? id : throw new SandboxLayerException(LayerNames.Bubblewrap, "the worker could not be found among bwrap's children", Remedy);
    }

    /// <summary>
    /// Ends the worker's process 1, and with it everything in its namespace; <c>bwrap</c> collects it and ends by itself. Killed first, <c>bwrap</c> would
    /// leave process 1 to whoever adopts orphans, and who adopts them need not collect them: in a container that may be this program.
    /// </summary>
    internal override void Kill(ChildProcess child)
    {
        if (child.Exit.IsCompleted)
        {
            return;
        }

        var inside = Children(child.Id);
        foreach (var process in inside)
        {
            _ = LinuxCalls.Signal(process, LinuxCalls.KillSignal);
        }

        if (inside.Length == 0)
        {
            child.Kill();
        }
    }

    internal override void Inspect(int workerId)
    {
        foreach (var name in _namespaces)
        {
            var (own, its) = (Namespace("self", name), Namespace(workerId.ToString(CultureInfo.InvariantCulture), name));
            if (own is null || its is null || own == its)
            {
                throw new SandboxLayerException(LayerNames.Namespaces, $"the worker's {name} namespace is {(its is null ? "not to be read" : "this program's own")}", Remedy);
            }
        }
    }

    public override void Dispose() => _thread.Dispose();

    private static string? Namespace(string process, string name)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/{name}").LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int[] Children(int id)
    {
        try
        {
            return [.. File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
