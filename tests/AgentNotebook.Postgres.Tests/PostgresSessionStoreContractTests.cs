using AgentNotebook.Contracts;
using AgentNotebook.Postgres.Tests.Support;
using AgentNotebook.Sessions;

namespace AgentNotebook.Postgres.Tests;

[Collection(ServerCollection.Name)]
public sealed class PostgresSessionStoreContractTests(SharedServer server) : SessionStoreContract, IDisposable
{
    private readonly string _database = server.Instance.CreateDatabase();

    public void Dispose() => server.Instance.DropDatabase(_database);

    protected override ISessionStore OpenStore(TimeProvider? time = null) =>
        PostgresSessionStore.Open(server.Instance.Place(_database), new SessionStoreOptions { Time = time ?? TimeProvider.System });
}
