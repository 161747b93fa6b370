using System.Diagnostics;
using AgentNotebook.Tests.Sessions;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.LiteDb.Tests;

/// <summary>The real tool with the provider as 'dotnet publish' puts it out, and without it.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    // Where the tests of this project lie: src/providers/AgentNotebook.LiteDb.Tests/bin/CONFIGURATION/net10.0.
    private static readonly string Output = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
    private static readonly string Framework = Path.GetFileName(Output);
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(Output)!);
    private static readonly string Providers = Path.GetFullPath(Path.Combine(Output, "../../../.."));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void a_notebook_runs_with_a_LiteDB_store_and_its_sessions_are_listed_verified_and_gone_on_with()
    {
        var providers = _folder.File("providers");
        Run(_folder.Path, null, "publish", Path.Combine(Providers, "AgentNotebook.LiteDb"), "--no-build", "-c", Configuration, "-o", Path.Combine(providers, "litedb"));
        Assert.False(File.Exists(Path.Combine(providers, "litedb", "AgentNotebook.dll")), "the library of the tool counts, and no other");
        NotebookFile.Write(
            _folder.Path,
            "kept.ipynb",
            "#!agent-run --as roots --check \"roots.Count == 2\"\nvar roots = new List<double> { 1.5, 2.5 };\nroots",
            "$\"sum {roots.Sum()}\"");
        foreach (var runs in new[] { 1, 2 })
        {
            Tool(0, providers, "run", "kept.ipynb", "--output", "out.ipynb", "--store", "litedb:kept.litedb");
            Assert.Contains("sum 4", NotebookFile.Outputs(_folder.File("out.ipynb")));
            Assert.Contains($"\"runs\": {runs}", Tool(0, providers, "sessions", "list", "--json", "--store", "litedb:kept.litedb"));
        }

        Assert.Contains("is intact: 1 session", Tool(0, providers, "sessions", "verify", "--store", "litedb:kept.litedb"));
        Assert.Contains("run-2", Tool(0, providers, "sessions", "show", "kept", "--store", "litedb:kept.litedb"));
        Tool(0, providers, "sessions", "fork", "kept", "--at", "2", "--as", "forked", "--store", "litedb:kept.litedb");
        Assert.Contains("forked", Tool(0, providers, "sessions", "list", "--store", "litedb:kept.litedb"));
        Assert.False(Directory.Exists(_folder.File(".agentnb")), "a SQLite store was made as well");
    }

    [Fact]
    public void a_notebook_makes_the_provider_known_with_a_reference_and_one_line()
    {
        NotebookFile.Write(
            _folder.Path,
            "registers.ipynb",
            $"#r \"{Path.Combine(Providers, "AgentNotebook.LiteDb", "bin", Configuration, Framework, "AgentNotebook.LiteDb.dll")}\"\nAgentNotebook.Sessions.SessionStores.Register(new AgentNotebook.LiteDb.LiteDbSessionStoreProvider());",
            """
            using AgentNotebook.Sessions;
            var store = SessionStores.Open("litedb:own.litedb");
            var last = store.Open("mine").Append([new JournalDraft("", "note", 1, "{}")]).LastSequence;
            store.Dispose();
            $"entry {last}"
            """);
        Tool(0, "", "run", "registers.ipynb", "--output", "out.ipynb");
        Assert.Contains("entry 1", NotebookFile.Outputs(_folder.File("out.ipynb")));
        Assert.True(File.Exists(_folder.File("own.litedb")));
    }

    [Fact]
    public void without_the_provider_the_error_names_the_scheme_where_it_was_looked_for_and_how_to_get_one()
    {
        var broken = Directory.CreateDirectory(_folder.File("providers/broken")).FullName;
        File.WriteAllText(Path.Combine(broken, "Broken.deps.json"), "{}");
        File.WriteAllText(Path.Combine(broken, "Broken.dll"), "no assembly");
        var said = Tool(1, _folder.File("providers"), "sessions", "list", "--store", "litedb:kept.litedb");
        foreach (var part in new[] { "'litedb:'", "only for postgres, postgresql, sqlite", _folder.File("providers"), "Broken.dll cannot be loaded", "dotnet publish", "AGENTNOTEBOOK_PROVIDERS", "src/providers" })
            Assert.Contains(part, said);
        Assert.False(File.Exists(_folder.File("kept.litedb")));
    }

    private string Tool(int exitCode, string providers, params string[] arguments) =>
        Run(_folder.Path, providers, [Path.Combine(Providers, "..", "AgentNotebook.Tool", "bin", Configuration, Framework, "agentnb.dll"), .. arguments], exitCode);

    private static string Run(string folder, string? providers, params string[] arguments) => Run(folder, providers, arguments, 0);

    private static string Run(string folder, string? providers, string[] arguments, int exitCode)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AGENTNOTEBOOK_PROVIDERS"] = providers;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        Assert.True(process.ExitCode == exitCode, output);
        return output;
    }
}
