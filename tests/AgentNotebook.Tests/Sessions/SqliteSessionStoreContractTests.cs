using AgentNotebook.Contracts;
using AgentNotebook.Sessions;

namespace AgentNotebook.Tests.Sessions;

public sealed class SqliteSessionStoreContractTests : SessionStoreContract, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ISessionStore OpenStore(TimeProvider? time = null) =>
        SqliteSessionStore.Open(_folder.File("deep/er/sessions.db"), new SessionStoreOptions { Time = time ?? TimeProvider.System });
}
