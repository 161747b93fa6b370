using System.Runtime.InteropServices;

namespace AgentNotebook.Execution.Workers;

/// <summary>The programs a worker is started from.</summary>
/// <param name="Host">Path of the <c>dotnet</c> host.</param>
/// <param name="Worker">Path of the worker's assembly.</param>
/// <param name="RuntimeVersion">The runtime to ask for, so that guests run on the version they were compiled against; <see langword="null"/> when it is unknown.</param>
internal sealed record WorkerFiles(string Host, string Worker, string? RuntimeVersion)
{
    /// <summary>Folder of the framework's assemblies; <see langword="null"/> when the version is unknown.</summary>
    internal string? Framework => RuntimeVersion is null ? null : Path.Combine(Path.GetDirectoryName(Host)!, "shared", "Microsoft.NETCore.App", RuntimeVersion);

    private const string WorkerName = "AgentNotebook.Worker.dll";

    private static string HostName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <exception cref="WorkerUnavailableException">One of them is not there; names what was looked for.</exception>
    internal static WorkerFiles Find(WorkerRunnerOptions options)
    {
        var worker = First("worker program", nameof(WorkerRunnerOptions.WorkerPath), options.WorkerPath is { } path ? [path] : WorkerCandidates());
        var ownHost = OwnHost(out var version);
        var host = First("dotnet host", nameof(WorkerRunnerOptions.HostPath), options.HostPath is { } given ? [given] : HostCandidates(ownHost));
        return new WorkerFiles(host, worker, host == ownHost ? version : null);
    }

    private static string First(string what, string option, IEnumerable<string> candidates)
    {
        var tried = candidates.Select(Path.GetFullPath).Distinct().ToList();
        return tried.Find(File.Exists) ?? throw new WorkerUnavailableException(
            $"The {what} was not found at {string.Join(", ", tried)}. Put it there, or name its place with {nameof(WorkerRunnerOptions)}.{option}.");
    }

    /// <summary>Where a worker may lie: beside the program, beside the library, or in the package that the library came in; there also as native code for this system.</summary>
    internal static IEnumerable<string> WorkerCandidates()
    {
        // A package holds lib/net10.0/AgentNotebook.dll and worker/.
        var library = Path.GetDirectoryName(typeof(WorkerFiles).Assembly.Location);
        string[] folders = string.IsNullOrEmpty(library) ? [AppContext.BaseDirectory] : [AppContext.BaseDirectory, library, Path.Combine(library, "..", "..")];
        return
            from folder in folders
            from kind in (string[])["", System, "any"]
            select Path.Combine(folder, "worker", kind, WorkerName);
    }

    // Not RuntimeInformation.RuntimeIdentifier, which may name a distribution: the worker's code is the same on all of them.
    private static string System =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    // .../shared/Microsoft.NETCore.App/10.0.1/System.Private.CoreLib.dll belongs to .../dotnet.
    private static string? OwnHost(out string? version)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        version = runtime is null ? null : Path.GetFileName(runtime);
        return string.IsNullOrEmpty(runtime) ? null : Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", HostName));
    }

    private static IEnumerable<string> HostCandidates(string? ownHost)
    {
        if (ownHost is not null)
        {
            yield return ownHost;
        }

        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host)
        {
            yield return host;
        }

        string?[] roots = OperatingSystem.IsWindows()
            ? [Environment.GetEnvironmentVariable("DOTNET_ROOT"), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet")]
            : [Environment.GetEnvironmentVariable("DOTNET_ROOT"), "/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet"];
        foreach (var root in roots.Where(root => !string.IsNullOrEmpty(root)))
        {
            yield return Path.Combine(root!, HostName);
        }
    }
}
