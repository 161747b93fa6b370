using AgentNotebook.Execution.Processes;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>Starts a launcher thread as a user who owns nothing, when this process may choose one and that user can read what a worker is made of.</summary>
internal static class LauncherUser
{
    internal static (LauncherThread Thread, SandboxLayer Layer) Start(string name, WorkerFiles files, SandboxOptions options)
    {
        var thread = new LauncherThread(name);
        try
        {
            if (!LauncherRights.DropUser(thread))
            {
                return (thread, new SandboxLayer(LayerNames.User, true, "no capabilities; the same user as this program"));
            }

            if (Unreadable(thread, files, options) is not { } reason)
            {
                return (thread, new SandboxLayer(LayerNames.User, true, "no capabilities; user and group 65534, to whom no file belongs"));
            }

            return StillRoot(thread, name, reason, "Make what user 65534 cannot read readable for everyone, the folders above it included.");
        }
        catch (SandboxLayerException exception)
        {
            // In a container that knows no user but root.
            return StillRoot(thread, name, $"there is no other user here ({exception.Layer.Found})", "Map more than one user into the container.");
        }
        catch
        {
            thread.Dispose();
            throw;
        }
    }

    // On a new thread: the old one has given up too much already.
    private static (LauncherThread Thread, SandboxLayer Layer) StillRoot(LauncherThread former, string name, string reason, string remedy)
    {
        former.Dispose();
        return (new LauncherThread(name), new SandboxLayer(LayerNames.User, true, $"no capabilities; still root by name, because {reason}", remedy));
    }

    private static string? Unreadable(LauncherThread thread, WorkerFiles files, SandboxOptions options)
    {
        if (options.StagingFolder is { } staging)
        {
            return $"only the owner of {staging} may write there";
        }

        string[] needed = [files.Host, files.Worker, files.Framework ?? RuntimeFolders.Runtime(files), .. options.ReadRoots, .. options.GpuNodes ?? []];
        return needed.FirstOrDefault(path => !LauncherRights.CanRead(thread, path)) is { } hidden ? $"user 65534 cannot read {hidden}" : null;
    }
}
