using AgentNotebook.Crashes;
using AgentNotebook.Sessions;
using Xunit.Abstractions;

namespace AgentNotebook.LiteDb.Tests;

public sealed class LiteDbSpoiltFilesTests(ITestOutputHelper output) : SpoiltFilesSuite(output)
{
    protected override string[] Program => ["LiteDbCrasher.dll", "suite"];

    protected override string Address(string folder) => Path.Combine(folder, "sessions.litedb");

    protected override ISessionStore Open(string address) => LiteDbSessionStore.Open(address);
}
