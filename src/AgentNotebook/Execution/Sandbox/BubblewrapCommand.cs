using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>The command line that puts a worker into namespaces of its own.</summary>
internal static class BubblewrapCommand
{
    private const string Nobody = "65534";
    private const string WorkerFolder = "/worker";

    /// <summary>Wraps the start of a worker.</summary>
    /// <param name="bubblewrap">Path of <c>bwrap</c>.</param>
    /// <param name="worker">The start of the worker outside.</param>
    /// <param name="files">What the worker is made of.</param>
    /// <param name="options">The folders of the profile.</param>
    /// <param name="filter">The filter <c>bwrap</c> installs just before it starts the worker.</param>
    internal static SpawnCommand Wrap(string bubblewrap, SpawnCommand worker, WorkerFiles files, SandboxOptions options, byte[] filter)
    {
        List<string> arguments =
        [
            // Everything anew, and no way to make more; the worker's root is an empty folder in memory that nothing can be written to.
            "--unshare-all", "--unshare-user", "--disable-userns", "--uid", Nobody, "--gid", Nobody, "--cap-drop", "ALL",
            "--die-with-parent", "--new-session", "--hostname", "worker", "--clearenv",
        ];
        foreach (var (name, value) in worker.Environment)
        {
            arguments.AddRange(["--setenv", name, value]);
        }

        var runtime = RuntimeFolders.Runtime(files);
        foreach (var folder in RuntimeFolders.Libraries.Append(runtime).Where(folder => new DirectoryInfo(folder).LinkTarget is null))
        {
            arguments.AddRange(["--ro-bind", folder, folder]);
        }

        foreach (var link in RuntimeFolders.Libraries.Where(folder => new DirectoryInfo(folder).LinkTarget is not null))
        {
            arguments.AddRange(["--symlink", new DirectoryInfo(link).LinkTarget!, link]);
        }

        arguments.AddRange(["--ro-bind-try", RuntimeFolders.LibraryCache, RuntimeFolders.LibraryCache, "--ro-bind", RuntimeFolders.Worker(files), WorkerFolder]);
        arguments.AddRange(["--proc", "/proc", "--dev-bind", "/dev/null", "/dev/null", "--dev-bind", "/dev/urandom", "/dev/urandom"]);
        foreach (var node in options.GpuNodes ?? [])
        {
            arguments.AddRange(["--dev-bind", node, node]);
        }

        foreach (var folder in SandboxPaths.OfDevices(options))
        {
            arguments.AddRange(["--ro-bind-try", folder, folder]);
        }

        foreach (var root in options.ReadRoots)
        {
            arguments.AddRange(["--ro-bind", root, root]);
        }

        if (options.StagingDescriptor is not null)
        {
            // bwrap inherits it as the last one, and follows the link of /proc to the folder itself.
            arguments.AddRange(["--bind", $"/proc/self/fd/{SpawnedProcess.InheritedDescriptor + worker.Inherited.Count - 1}", SandboxOptions.StagingPlace]);
        }
        else if (options.StagingFolder is { } staging)
        {
            arguments.AddRange(["--bind", staging, staging]);
        }

        arguments.AddRange(["--remount-ro", "/", "--remount-ro", "/proc", "--chdir", "/", "--seccomp", $"{SpawnedProcess.ExtraDescriptor}", "--", Path.Combine(runtime, Path.GetFileName(files.Host))]);
        arguments.AddRange(worker.Arguments.Select(argument => argument == files.Worker ? Path.Combine(WorkerFolder, Path.GetFileName(files.Worker)) : argument));
        // bwrap itself gets no environment: inside, it is process 1, whose environment its child can read.
        return new SpawnCommand(bubblewrap, arguments, [], "/") { Extra = filter, Inherited = worker.Inherited };
    }
}
