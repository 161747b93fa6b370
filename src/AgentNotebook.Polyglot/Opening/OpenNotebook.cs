using AgentNotebook.Display.Sessions;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Execution.Workers;
using AgentNotebook.Gpu;
using AgentNotebook.Magics;
using AgentNotebook.Models;
using AgentNotebook.Sessions;

namespace AgentNotebook.Polyglot.Opening;

/// <summary>What the magics of one engine work with, made and disposed together. It opens in any case: magics that can keep nothing are better than none, and it says what is amiss.</summary>
internal sealed class OpenNotebook : IAsyncDisposable
{
    private const string SessionName = "polyglot";

    private readonly ISessionStore _store;
    private readonly WorkerRunner _runner = new();
    private readonly MemorySampler _memory;
    private readonly DirectoryInfo? _scratch;

    private OpenNotebook(string folder)
    {
        (_store, var session, _scratch, Notice) = Open(folder);
        Probe = MemoryProbes.Detect();
        _memory = new MemorySampler(Probe);
        Services = new NotebookServices
        {
            Session = session,
            Runner = _runner,
            Compiler = new GuestCompiler(),
            Models = new ModelCatalog(),
            Memory = _memory,
            Folder = folder,
            HumanCanAnswer = true,
        };
    }

    /// <summary>What magics work with.</summary>
    public NotebookServices Services { get; }

    /// <summary>What measures memory.</summary>
    public IMemoryProbe Probe { get; }

    /// <summary>What to tell the person at the notebook; empty when there is nothing to say.</summary>
    public string Notice { get; }

    /// <summary>Opens the session of a folder's notebooks that nobody else writes.</summary>
    /// <param name="folder">Full path of the folder.</param>
    public static OpenNotebook In(string folder) => new(folder);

    /// <summary>Gives everything back; a dirty session is flushed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync();
        _memory.Dispose();
        Probe.Dispose();
        Services.Session.Dispose();
        _store.Dispose();
        _scratch?.Delete(recursive: true);
    }

    private static (ISessionStore Store, Session Session, DirectoryInfo? Scratch, string Notice) Open(string folder)
    {
        try
        {
            var (store, session) = OpenIn(Path.Combine(folder, ".agentnb", "sessions.db"));
            return (store, session, null, session.Name == SessionName ? SessionNotice.Of(session) : SessionNotice.Taken(SessionName, session.Name));
        }
        catch (SessionStoreException exception)
        {
            var scratch = Directory.CreateTempSubdirectory("agentnb-polyglot-");
            var (store, session) = OpenIn(Path.Combine(scratch.FullName, "sessions.db"));
            return (store, session, scratch, $"{exception.Message}\nCells run, but what is kept in this session is lost when the kernel ends. Mend that and restart the kernel.");
        }
    }

    private static (ISessionStore Store, Session Session) OpenIn(string file)
    {
        var store = SessionStores.Open(file);
        try
        {
            return (store, FirstFreeSession.Open(SessionName, name => Session.Open(store, name)).Opened);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}
