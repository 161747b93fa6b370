using AgentNotebook.Contracts;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Sessions;

namespace AgentNotebook.LiteDb.Tests;

public sealed class LiteDbSessionStoreContractTests : SessionStoreContract, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ISessionStore OpenStore(TimeProvider? time = null) =>
        LiteDbSessionStore.Open(_folder.File("deep/er/sessions.litedb"), new SessionStoreOptions { Time = time ?? TimeProvider.System });
}
