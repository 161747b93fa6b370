namespace AgentNotebook.Clients.Support;

/// <summary>One Jupyter server for the tests of a class, started by the first of them that is not skipped.</summary>
public abstract class SharedServer : IDisposable
{
    private readonly Lazy<JupyterFolder> _folder = new(() => new JupyterFolder());
    private readonly Lazy<Task<JupyterServer>> _server;

    private protected SharedServer(Func<JupyterFolder, Task<JupyterServer>> start) => _server = new(() => start(_folder.Value));

    /// <summary>The server, when it is up.</summary>
    internal Task<JupyterServer> Running => _server.Value;

    public void Dispose()
    {
        if (_server is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: var server } })
        {
            server.Dispose();
        }

        if (_folder.IsValueCreated)
        {
            _folder.Value.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
