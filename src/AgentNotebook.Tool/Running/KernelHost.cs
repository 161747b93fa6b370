using AgentNotebook.Cells;
using AgentNotebook.Display.Sessions;
using AgentNotebook.Execution;
using AgentNotebook.Kernel;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tool.Running;

/// <summary>Opens the notebook of a kernel. A kernel that could not keep anything would still be better than none, so it opens in any case and says what is amiss.</summary>
/// <param name="place">Which notebook it is, and where its sessions are kept.</param>
/// <param name="cells">Limits of cells.</param>
/// <param name="sandbox">How strongly guests are restricted.</param>
internal sealed class KernelHost(NotebookPlace place, CellEngineOptions cells, SandboxOptions sandbox) : IAsyncDisposable
{
    private NotebookHost? _host;
    private DirectoryInfo? _scratch;

    /// <summary>Opens it.</summary>
    public KernelNotebook Open()
    {
        string notice;
        (_host, notice) = OpenFirstFree();
        return new KernelNotebook(_host.Engine, notice.Length > 0 ? notice : SessionNotice.Of(_host.Session));
    }

    /// <summary>Gives everything back; a dirty session is flushed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _scratch?.Delete(recursive: true);
    }

    private (NotebookHost Host, string Notice) OpenFirstFree()
    {
        try
        {
            var (host, session) = FirstFreeSession.Open(place.Session, name => Open(place with { Session = name }));
            return (host, session == place.Session ? "" : SessionNotice.Taken(place.Session, session));
        }
        catch (SessionStoreException exception)
        {
            _scratch = Directory.CreateTempSubdirectory("agentnb-kernel-");
            return (
                Open(place with { Store = Path.Combine(_scratch.FullName, "sessions.db") }),
                $"{exception.Message}\nCells run, but what is kept in this session is lost when the kernel ends. Mend that and restart the kernel.");
        }
    }

    private NotebookHost Open(NotebookPlace where) => NotebookHost.Open(where, new SessionStoreOptions(), parameters: null, cells, sandbox);
}
