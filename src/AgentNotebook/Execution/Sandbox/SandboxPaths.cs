using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>The paths a worker can reach, by profile. The user's choice, checked before anything starts.</summary>
internal static class SandboxPaths
{
    private static readonly string[] _forbidden = ["/", "/proc", "/sys", "/dev"];

    // Named one by one up to here: the line is for a person.
    private const int MostNodesNamed = 12;

    internal static string InWords(SandboxOptions options) => options.Profile switch
    {
        SandboxProfile.Gpu => $"those of the runtime, of the system's libraries{(options.ReadRoots.Count > 0 ? " and of the folders you named" : "")}, to read, and the device nodes {Nodes(options.GpuNodes ?? [])}",
        SandboxProfile.Files => "those of the runtime and the folders you named, to read",
        SandboxProfile.Extract => "those of the runtime and one staging folder",
        _ => "those the runtime was started from, and none once it is ready",
    };

    /// <summary>The paths with their rights, for landlock.</summary>
    /// <remarks>The runtime reads its own process's maps and limits in /proc while it starts, and /proc has no name for "my own" that another process could be given.</remarks>
    internal static IEnumerable<(string Path, ulong Rights)> OfConfined(SandboxOptions options, WorkerFiles files)
    {
        foreach (var folder in (string[])[RuntimeFolders.Runtime(files), RuntimeFolders.Worker(files), .. RuntimeFolders.Libraries])
        {
            yield return (folder, Landlock.Execute | Landlock.Read);
        }

        yield return (RuntimeFolders.LibraryCache, Landlock.ReadFile);
        yield return ("/proc", Landlock.Read);
        yield return ("/sys/devices/system", Landlock.Read);
        yield return ("/dev/null", Landlock.ReadFile | Landlock.WriteFile);
        yield return ("/dev/urandom", Landlock.ReadFile);
        foreach (var node in options.GpuNodes ?? [])
        {
            yield return (node, Landlock.ReadFile | Landlock.WriteFile | Landlock.ControlDevice);
        }

        foreach (var folder in OfDevices(options))
        {
            yield return (folder, Landlock.Read);
        }

        foreach (var root in options.ReadRoots)
        {
            yield return (root, Landlock.Read);
        }

        if (options.StagingFolder is { } staging)
        {
            yield return (options.StagingDescriptor is { } open ? $"/proc/self/fd/{open}" : staging, Landlock.ReadAndWrite);
        }
    }

    /// <summary>The folders that a runtime reads to find its devices.</summary>
    internal static IEnumerable<string> OfDevices(SandboxOptions options) => options.GpuNodes?.Contains(GpuNodes.Kfd) == true ? GpuNodes.KfdTopology : [];

    /// <summary>The options with their folders resolved; links in them are followed once, now, and never again.</summary>
    /// <exception cref="ArgumentException">A folder is missing, no full path, too much, or of another profile.</exception>
    internal static SandboxOptions Demand(SandboxOptions options)
    {
        if (options.MaximumLevel < options.MinimumLevel)
        {
            throw new ArgumentException($"{nameof(SandboxOptions.MaximumLevel)} {options.MaximumLevel} is below {nameof(SandboxOptions.MinimumLevel)} {options.MinimumLevel}.", nameof(options));
        }

        if (options.Profile != SandboxProfile.Gpu && options.ReadRoots.Count > 0 != (options.Profile == SandboxProfile.Files))
        {
            throw new ArgumentException(options.Profile == SandboxProfile.Files ? "Profile 'files' needs at least one folder to read (--reads DIR)." : "Folders to read are for the profiles 'files' and 'gpu' alone.", nameof(options));
        }

        if (options.StagingFolder is null == (options.Profile == SandboxProfile.Extract))
        {
            throw new ArgumentException(options.Profile == SandboxProfile.Extract ? "Profile 'extract' needs a staging folder." : "A staging folder is for profile 'extract' alone.", nameof(options));
        }

        return options with { ReadRoots = [.. options.ReadRoots.Select(Resolve)], StagingFolder = options is { StagingFolder: { } staging, StagingDescriptor: null } ? Resolve(staging) : options.StagingFolder };
    }

    private static string Nodes(IReadOnlyList<string> nodes) =>
        $"{string.Join(", ", nodes.Take(MostNodesNamed))}{(nodes.Count > MostNodesNamed ? $" and {nodes.Count - MostNodesNamed} more" : "")}, which the code may open, map and control";

    private static string Resolve(string folder)
    {
        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
        {
            throw new ArgumentException($"'{folder}' is no full path of a folder that exists.", nameof(folder));
        }

        var resolved = RealPath(folder);
        return _forbidden.Any(root => resolved == root || (root != "/" && resolved.StartsWith(root + "/", StringComparison.Ordinal)))
            ? throw new ArgumentException($"'{folder}' is no folder for a guest: it would show it the whole machine. Name the folder the data is in.", nameof(folder))
            : resolved;
    }

    private static string RealPath(string path)
    {
        var (resolved, links) = ("/", 0);
        var parts = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        while (parts.TryPop(out var part))
        {
            if (part is ".")
            {
                continue;
            }

            var next = part == ".." ? Path.GetDirectoryName(resolved) ?? "/" : Path.Combine(resolved, part);
            if (new DirectoryInfo(next).LinkTarget is not { } target)
            {
                resolved = next;
                continue;
            }

            if (++links > 40)
            {
                throw new ArgumentException($"'{path}' has too many links.", nameof(path));
            }

            resolved = Path.IsPathRooted(target) ? "/" : resolved;
            foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                parts.Push(step);
            }
        }

        return resolved;
    }
}
