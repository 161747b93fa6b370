using AgentNotebook.Agents.Runs;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Gpu;
using AgentNotebook.Magics;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Cells.Tests.AgentRuns;

/// <summary>A notebook's folder with a store on the disk, in which one kernel after another is started. Guests run in real workers, without a sandbox where nothing depends on one.</summary>
internal sealed class NotebookFolder : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-runs-");
    private readonly WorkerRunner _runner;
    private readonly IMemoryProbe _probe = MemoryProbes.Detect();
    private readonly MemorySampler _memory;
    private SqliteSessionStore _store;
    private Session? _session;
    private CellEngine? _engine;

    /// <param name="strongest">The strongest sandbox that is tried.</param>
    public NotebookFolder(SandboxLevel strongest = SandboxLevel.None)
    {
        _runner = new WorkerRunner(new WorkerRunnerOptions { Pool = new() { Spares = 0 }, Sandbox = new() { MinimumLevel = strongest == SandboxLevel.None ? SandboxLevel.None : SandboxLevel.Filtered, MaximumLevel = strongest } });
        _memory = new MemorySampler(_probe);
        _store = SqliteSessionStore.Open(Store);
    }

    public string Path => _folder.FullName;

    public bool HasGpu => _probe.IsGpu;

    public string Store => System.IO.Path.Combine(Path, "sessions.db");

    public RecordedOutput Output { get; private set; } = new();

    /// <summary>Who answers when a cell asks; <see langword="null"/> when the notebook runs headless.</summary>
    public ICellInput? Person { get; set; }

    public Session Session => _session ?? throw new InvalidOperationException("No kernel is started.");

    public IReadOnlyList<RunRecord> Runs => RunHistory.Read(Session.Entries());

    /// <summary>Ends the kernel, when there is one, and starts another over the same store.</summary>
    public async Task StartAsync(string session = "notebook")
    {
        await EndAsync();
        _store = SqliteSessionStore.Open(Store);
        _session = Session.Open(_store, session);
        _engine = new CellEngine(
            new NotebookServices
            {
                Session = _session,
                Runner = _runner,
                Compiler = new GuestCompiler(),
                Models = new ModelCatalog(),
                Memory = _memory,
                Folder = Path,
            },
            BuiltInMagics.CreateCatalog());
    }

    /// <summary>Runs a cell that must succeed.</summary>
    public async Task Run(string code)
    {
        var result = await Execute(code);
        Assert.True(result.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
    }

    /// <summary>Whether guests can be held to some folders on this machine.</summary>
    public async Task<bool> CanRead()
    {
        try
        {
            await using var runner = _runner.WithReads([Path]);
            return (await runner.PrepareAsync(default)).Level >= SandboxLevel.Confined;
        }
        catch (SandboxUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Runs a cell that must fail.</summary>
    public async Task<CellError> Fail(string code)
    {
        var result = await Execute(code);
        Assert.False(result.Succeeded);
        return result.Error!;
    }

    /// <summary>The value of an expression of the notebook, as text.</summary>
    public async Task<string> Value(string expression)
    {
        await Run(expression);
        return Output.Calls.Last(call => call.StartsWith("result[", StringComparison.Ordinal)).Split(':', 2)[1];
    }

    /// <summary>Writes the playbook of a model that plans the first code and revises it to the others.</summary>
    public void Playbook(string file, params string[] codes) => File.WriteAllText(
        System.IO.Path.Combine(Path, file),
        "steps:\n" + string.Concat(codes.Select((code, index) =>
            $"  - role: {(index == 0 ? "plan" : "revise")}\n    reply:\n      {(index == 0 ? "plan" : "explanation")}: Step {index + 1}.\n      code: \"{code.Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n")));

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _runner.DisposeAsync();
        _memory.Dispose();
        _probe.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task EndAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        _session?.Dispose();
        _store.Dispose();
        (_engine, _session) = (null, null);
    }

    /// <summary>Runs a cell that may be interrupted.</summary>
    public Task<CellResult> ExecuteAsync(string code, CancellationToken cancellationToken)
    {
        Output = new RecordedOutput();
        return _engine!.ExecuteAsync(new CellSource(code, "cell-1"), Output, Person, cancellationToken);
    }

    private Task<CellResult> Execute(string code) => ExecuteAsync(code, CancellationToken.None);
}
