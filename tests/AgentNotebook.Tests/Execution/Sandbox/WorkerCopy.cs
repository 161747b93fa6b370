using AgentNotebook.Execution;
using AgentNotebook.Execution.Workers;

namespace AgentNotebook.Tests.Execution.Sandbox;

/// <summary>A copy of the worker, whose path tells its processes from those of other tests.</summary>
internal sealed class WorkerCopy : IDisposable
{
    private readonly TestFolder _folder = new();

    internal WorkerCopy()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "worker")))
        {
            File.Copy(file, System.IO.Path.Combine(_folder.Path, System.IO.Path.GetFileName(file)));
        }

        _folder.OpenToAll();
    }

    /// <summary>The living processes that run it, and those that keep them.</summary>
    internal IReadOnlyList<int> Processes => ProcessFiles.WithCommand(_folder.Path);

    internal WorkerRunner Runner(SandboxLevel level, int spares) => new(new WorkerRunnerOptions
    {
        WorkerPath = System.IO.Path.Combine(_folder.Path, "AgentNotebook.Worker.dll"),
        Sandbox = SandboxRunners.Exactly(level),
        Pool = new() { Spares = spares },
    });

    public void Dispose() => _folder.Dispose();
}
