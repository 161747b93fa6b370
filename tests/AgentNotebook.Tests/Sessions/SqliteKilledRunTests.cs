using AgentNotebook.Crashes;
using AgentNotebook.Sessions;
using Xunit.Abstractions;

namespace AgentNotebook.Tests.Sessions;

public sealed class SqliteKilledRunTests(ITestOutputHelper output) : KilledRunSuite(output)
{
    protected override string Address(string folder) => Path.Combine(folder, "sessions.db");

    protected override ISessionStore Open(string address) => SqliteSessionStore.Open(address);
}
