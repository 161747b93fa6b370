using System.Security.Cryptography;
using System.Text;
using AgentNotebook.Crashes;
using AgentNotebook.Postgres.Tests.Support;
using AgentNotebook.Sessions;
using Xunit.Abstractions;

namespace AgentNotebook.Postgres.Tests;

[Collection(ServerCollection.Name)]
public sealed class PostgresKilledWritersTests(SharedServer shared, ITestOutputHelper output) : KilledWritersSuite(output), IDisposable
{
    private readonly string _database = shared.Instance.CreateDatabase();

    protected override string[] Program => ["PostgresCrasher.dll"];

    public void Dispose() => shared.Instance.DropDatabase(_database);

    [Fact]
    public void several_processes_with_a_session_each_killed_at_random_moments_lose_nothing_acknowledged() =>
        Kill("several processes", 100, seed => [["append", "s", seed, Endless], ["append", "t", seed, Endless], ["append", "u", seed, Endless]]);

    /// <summary>A schema for each folder.</summary>
    protected override string Address(string folder) =>
        $"{shared.Instance.Place(_database)};Search Path=c{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16]}";

    protected override ISessionStore Open(string address) => PostgresSessionStore.Open(address);
}
