using System.Diagnostics;
using AgentNotebook.Postgres.Tests.Support;
using AgentNotebook.Tests.Sessions;
using AgentNotebook.Tests.Shared;
using AgentNotebook.Tool.Bench.Scale;

namespace AgentNotebook.Postgres.Tests;

/// <summary>The real tool with a store at a server.</summary>
[Collection(ServerCollection.Name)]
public sealed class ToolTests(SharedServer shared) : IDisposable
{
    // Where the tests of this project lie: bin/CONFIGURATION/FRAMEWORK.
    private static readonly string Output = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);

    private readonly ScratchPostgres _server = shared.Instance;
    private readonly string _database = shared.Instance.CreateDatabase();
    private readonly ScratchFolder _folder = new();

    private string Address => $"postgres://agentnb@127.0.0.1:{_server.Port}/{_database}";

    public void Dispose()
    {
        _server.DropDatabase(_database);
        _folder.Dispose();
    }

    [Fact]
    public void sessions_go_to_a_server_and_back_and_are_listed_by_the_page_verified_and_deleted()
    {
        using (var store = PostgresSessionStore.Open(_server.Place(_database)))
        {
            foreach (var name in new[] { "one", "two", "three" })
            {
                using var session = AgentNotebook.Sessions.Session.Open(store, name);
                session["x"] = name;
                session.Flush();
            }
        }

        var page = Tool(0, "sessions", "list", "--skip", "1", "--count", "1", "--store", Address);
        Assert.Contains("two", page);
        Assert.DoesNotContain("one", page);
        Assert.Contains("from 0 on", Tool(2, "sessions", "list", "--count", "-1", "--store", Address));
        Assert.Contains("is intact: 3 sessions", Tool(0, "sessions", "verify", "--store", Address));
        Tool(0, "sessions", "export", "two", "--to", _folder.File("two.jsonl"), "--store", Address.Replace("postgres:", "postgresql:", StringComparison.Ordinal));
        Tool(0, "sessions", "import", _folder.File("two.jsonl"), "--store", _folder.File("own.db"));
        Assert.Contains("two", Tool(0, "sessions", "list", "--store", _folder.File("own.db")));
        Tool(0, "sessions", "import", _folder.File("two.jsonl"), "--as", "back", "--store", $"postgres:Host=127.0.0.1;Port={_server.Port};Username=agentnb;Database={_database}");
        Tool(0, "sessions", "delete", "one", "--yes", "--store", Address);
        Tool(0, "sessions", "compact", "--store", Address);
        Assert.DoesNotContain("one", Tool(0, "sessions", "list", "--store", Address));
    }

    [Fact]
    public void a_password_in_the_address_is_in_no_message()
    {
        foreach (var address in new[] { $"postgres://me:s3cr3t@127.0.0.1:1/{_database}", "postgres:Host=127.0.0.1;Port=1;Passwort=s3cr3t", "postgre://me:s3cr3t@db.example/runs", "elsewhere:Host=x;Password=s3cr3t" })
            Assert.DoesNotContain("s3cr3t", Tool(1, "sessions", "list", "--store", address));
    }

    private string Tool(int exitCode, params string[] arguments)
    {
        var (framework, configuration) = (Path.GetFileName(Output), Path.GetFileName(Path.GetDirectoryName(Output)!));
        var tool = RepositoryFolder.Find("src", "AgentNotebook.Tool", "bin", configuration, framework, "agentnb.dll");
        using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [tool, .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == exitCode, output);
        return output;
    }
}
