using AgentNotebook.Tool.Bench.Scale;

namespace AgentNotebook.Postgres.Tests.Support;

/// <summary>The server of all tests that leave it running, started by the first that needs it.</summary>
public sealed class SharedServer : IDisposable
{
    private readonly Lazy<ScratchPostgres> _instance = new(() => ScratchPostgres.Start(SecuredRole.Access));

    internal ScratchPostgres Instance => _instance.Value;

    public void Dispose()
    {
        if (_instance.IsValueCreated)
            _instance.Value.Dispose();
    }
}
