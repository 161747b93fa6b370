using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Gpu;
using AgentNotebook.Magics;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Shared;

/// <summary>What a notebook works with, in a folder that is gone afterwards; guests do not run.</summary>
internal sealed class ScratchServices : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-services-");
    private readonly SqliteSessionStore _store;
    private readonly IMemoryProbe _probe = MemoryProbes.Detect();

    public ScratchServices()
    {
        _store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "sessions.db"));
        Services = new NotebookServices
        {
            Session = Session.Open(_store, "test"),
            Runner = new NoRunner(),
            Compiler = new GuestCompiler(),
            Models = new ModelCatalog(),
            Memory = new MemorySampler(_probe),
            Folder = _folder.FullName,
        };
    }

    public NotebookServices Services { get; }

    public void Dispose()
    {
        Services.Memory.Dispose();
        _probe.Dispose();
        Services.Session.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class NoRunner : ICodeRunner
    {
        public Task<SandboxStatus> PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<GuestOutcome> RunAsync(GuestProgram program, ExecutionLimits limits, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
