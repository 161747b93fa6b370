using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
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
    // As many kernels may run in one folder, each with a session of its own.
    private const int MostSessions = 100;
    private const int MostNamed = 10;

    private NotebookHost? _host;
    private DirectoryInfo? _scratch;

    /// <summary>Opens it.</summary>
    public KernelNotebook Open()
    {
        string notice;
        (_host, notice) = OpenFirstFree();
        return new KernelNotebook(_host.Engine, notice.Length > 0 ? notice : string.Join('\n', Offers(_host.Session)));
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
            for (var number = 1; ; number++)
            {
                var session = number == 1 ? place.Session : $"{place.Session}-{number}";
                try
                {
                    var host = Open(place with { Session = session });
                    return (host, number == 1 ? "" : $"Another kernel has the session '{place.Session}' open, so this one keeps its values and runs in '{session}'.");
                }
                catch (SessionStoreException exception) when (exception.Fault == SessionStoreFault.Busy && !exception.IsWholeStore && number < MostSessions)
                {
                    // The next name may be free.
                }
            }
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

    private static IEnumerable<string> Offers(Session session) =>
        session.FindRecoveries().TakeLast(MostNamed).Select(RecoveryLine.Text).Prepend(Unfinished(session)).Where(line => line.Length > 0);

    private static string Unfinished(Session session)
    {
        var runs = RunHistory.Unfinished(session);
        return runs.Count switch
        {
            0 => "",
            1 => $"{runs[0].Id} of session '{session.Name}' is not finished ({runs[0].State}). '#!agent-resume {runs[0].Id}' goes on with it.",
            _ => $"{runs.Count} runs of session '{session.Name}' are not finished: {string.Join(", ", runs.TakeLast(MostNamed).Select(run => $"{run.Id} ({run.State})"))}. '#!agent-resume RUN' goes on with one, '#!agent-stop RUN' ends it.",
        };
    }
}
