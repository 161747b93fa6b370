using AgentNotebook.Agents.Runs;
using AgentNotebook.Cells;
using AgentNotebook.Documents;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Gpu;
using AgentNotebook.Gpu.Leases;
using AgentNotebook.Magics;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Commands;

namespace AgentNotebook.Tool.Running;

/// <summary>Everything one execution of a notebook needs, made and disposed together.</summary>
internal sealed class NotebookHost : IAsyncDisposable
{
    private readonly ISessionStore _store;
    private readonly WorkerRunner _runner;
    private readonly IMemoryProbe _probe;
    private readonly MemorySampler _memory;
    private readonly MemoryLeases _leases;

    private NotebookHost(ISessionStore store, Session session, NotebookPass? pass, NotebookPlace place, CellEngineOptions options, SandboxOptions sandbox, Action<RunRecord>? runChanged, ModelCatalogOptions? models)
    {
        (_store, Session, Pass) = (store, session, pass);
        _runner = SandboxArguments.Runner(new WorkerRunnerOptions { Sandbox = sandbox });
        _probe = MemoryProbes.Detect();
        // It is taken away at the end: one that is found is of a process that was killed, and '#!gpu-mem --previous' shows it.
        _memory = new MemorySampler(_probe, new MemorySamplerOptions { LogFile = place.MemoryLog(), KeepsLog = false });
        _leases = new MemoryLeases(_memory);
        Engine = new CellEngine(
            new NotebookServices
            {
                Session = session,
                Runner = _runner,
                Compiler = new GuestCompiler(),
                Models = new ModelCatalog(options: models),
                Memory = _memory,
                Leases = _leases,
                Folder = place.Folder,
                Pass = pass?.Id ?? "",
                RunChanged = runChanged,
            },
            BuiltInMagics.CreateCatalog(),
            options with { ReadNotebook = NotebookCells.Read });
    }

    /// <summary>The notebook's session.</summary>
    public Session Session { get; }

    /// <summary>This execution of it, or the one that was cut off and goes on; <see langword="null"/> when nobody runs it from top to bottom.</summary>
    public NotebookPass? Pass { get; }

    /// <summary>Runs its cells.</summary>
    public CellEngine Engine { get; }

    /// <summary>Opens the store and the session, and begins or continues the pass.</summary>
    /// <param name="place">Which notebook it is, and where its sessions are kept.</param>
    /// <param name="storeOptions">How the store is opened.</param>
    /// <param name="parameters">The parameters in a stable text form: a pass with others is another pass. <see langword="null"/> begins none.</param>
    /// <param name="options">Limits of cells.</param>
    /// <param name="sandbox">How strongly guests are restricted.</param>
    /// <param name="runChanged">Called whenever an agent's run moved.</param>
    /// <param name="models">What its models are made with.</param>
    /// <exception cref="SessionStoreException">The store or the session cannot be opened or written.</exception>
    public static NotebookHost Open(NotebookPlace place, SessionStoreOptions storeOptions, string? parameters, CellEngineOptions options, SandboxOptions sandbox, Action<RunRecord>? runChanged = null, ModelCatalogOptions? models = null)
    {
        var sessions = Stores.Open(place.Store, storeOptions);
        Session? session = null;
        try
        {
            session = Session.Open(sessions, place.Session);
            return new NotebookHost(sessions, session, parameters is null ? null : NotebookPass.Begin(session, parameters), place, options, sandbox, runChanged, models);
        }
        catch
        {
            session?.Dispose();
            sessions.Dispose();
            throw;
        }
    }

    /// <summary>Gives everything back; a dirty session is flushed.</summary>
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _runner.DisposeAsync();
        _leases.Dispose();
        _memory.Dispose();
        _probe.Dispose();
        Session.Dispose();
        _store.Dispose();
    }
}
