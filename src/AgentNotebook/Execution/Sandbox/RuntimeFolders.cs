using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Execution.Sandbox;

/// <summary>What a worker has to read until it is ready: the runtime, the worker itself, and the system's libraries.</summary>
internal static class RuntimeFolders
{
    // Where distributions keep libraries; /etc/ld.so.cache says which.
    private static readonly string[] _libraries = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store", "/gnu/store"];

    internal const string LibraryCache = "/etc/ld.so.cache";

    internal static IEnumerable<string> Libraries => _libraries.Where(Directory.Exists);

    /// <summary>The folder of the runtime: of the <c>dotnet</c> host, links resolved.</summary>
    internal static string Runtime(WorkerFiles files) => Path.GetDirectoryName(File.ResolveLinkTarget(files.Host, returnFinalTarget: true)?.FullName ?? files.Host)!;

    internal static string Worker(WorkerFiles files) => Path.GetDirectoryName(files.Worker)!;
}
