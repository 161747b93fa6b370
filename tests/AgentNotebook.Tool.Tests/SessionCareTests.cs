using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Sessions;
using AgentNotebook.Tool.Tests.Support;

namespace AgentNotebook.Tool.Tests;

/// <summary>Damaged stores, and sessions that move from one store to another, as a person meets them at the command line.</summary>
public sealed class SessionCareTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public SessionCareTests()
    {
        using var store = SqliteSessionStore.Open(_scratch.File("s.db"));
        foreach (var name in new[] { "one", "two" })
        {
            using var journal = store.Open(name);
            for (var i = 1; i <= 60; i++)
                journal.Append([new JournalDraft("", "note", 1, $$"""{"i":"<{{name}} {{i}}>{{new string('x', 500)}}"}""")]);
        }
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task what_one_run_could_not_flush_the_next_one_offers_and_takes_back()
    {
        var store = SqliteSessionStore.Open(_scratch.File("r.db"));
        var session = Session.Open(store, "r");
        session["kept"] = 7;
        store.Dispose();
        Assert.Throws<SessionStoreException>(session.Dispose);
        var file = Assert.Single(Directory.GetFiles(_scratch.Path, "*.unsaved.json"));

        NotebookFile.Write(_scratch.Path, "r.ipynb", $"#!state --recover \"{file}\"");
        var run = await ToolProcess.RunAsync(_scratch.Path, "run", "r.ipynb", "--store", "r.db");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains($"#!state --recover \"{file}\"", run.Output);
        using var again = SqliteSessionStore.OpenReadOnly(_scratch.File("r.db"));
        Assert.Contains(again.Read("r"), entry => entry.Payload.Contains("7", StringComparison.Ordinal) && entry.Kind == "value");
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task a_damaged_page_is_named_and_the_command_that_verify_prints_keeps_the_rest()
    {
        var file = _scratch.File("s.db");
        var bytes = File.ReadAllBytes(file);
        var page = Enumerable.Range(8, 20).First(page => Encoding.Latin1.GetString(bytes, page * 4096, 4096).Contains("<one ", StringComparison.Ordinal));
        bytes.AsSpan(page * 4096, 4096).Clear();
        File.WriteAllBytes(file, bytes);

        var verify = await ToolProcess.RunAsync(_scratch.Path, "sessions", "verify", "s.db");
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains($"Page {page + 1} of table entry is damaged", verify.Output);
        var command = verify.Output.Split('\n')[^1].Trim().Split(' ');
        Assert.Equal(["agentnb", "sessions", "salvage", file, "--to", _scratch.File("s-salvaged.db")], command);

        var shown = await ToolProcess.RunAsync(_scratch.Path, "sessions", "export", "one", "--store", "s.db");
        Assert.Equal(1, shown.ExitCode);
        Assert.Contains($"sessions salvage {file} --to", shown.Errors);

        var salvage = await ToolProcess.RunAsync(_scratch.Path, command[1..]);
        Assert.Equal(1, salvage.ExitCode);
        Assert.Contains("session 'one'", salvage.Output);
        Assert.Contains("lost: entries", salvage.Output);
        Assert.Equal(bytes, File.ReadAllBytes(file));
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "verify", "s-salvaged.db")).ExitCode);
        Assert.Equal(1, (await ToolProcess.RunAsync(_scratch.Path, command[1..])).ExitCode);
    }

    [Fact]
    public async Task a_file_without_its_header_is_verified_and_salvaged_whole()
    {
        var file = _scratch.File("s.db");
        var bytes = File.ReadAllBytes(file);
        Encoding.ASCII.GetBytes(new string('?', 300)).CopyTo(bytes, 0);
        File.WriteAllBytes(file, bytes);
        var verify = JsonNode.Parse((await ToolProcess.RunAsync(_scratch.Path, "sessions", "verify", "s.db", "--json")).Output)!;
        Assert.Equal(120, verify["salvageable"]!.GetValue<int>());
        Assert.False(verify["isIntact"]!.GetValue<bool>());
        var salvage = await ToolProcess.RunAsync(_scratch.Path, "sessions", "salvage", "s.db", "--to", "new.db", "--json");
        Assert.Equal(120, JsonNode.Parse(salvage.Output)!["kept"]!.GetValue<int>());
        using var store = SqliteSessionStore.OpenReadOnly(_scratch.File("new.db"));
        Assert.Equal([("one", 60L), ("two", 60L)], store.List().OrderBy(session => session.Name).Select(session => (session.Name, session.Entries)));
    }

    [Fact]
    public async Task an_intact_store_is_salvaged_with_0_and_wrong_words_are_refused_with_2()
    {
        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "salvage", "s.db", "--to", "new.db", "--session", "two")).ExitCode);
        Assert.Equal(2, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "salvage", "s.db")).ExitCode);
        var help = await ToolProcess.RunAsync(_scratch.Path, "sessions", "salvage", "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Examples:\n  agentnb sessions salvage", help.Output);
    }

    [Fact]
    public async Task sessions_move_through_a_file_or_a_pipe_and_nothing_is_replaced()
    {
        var export = await ToolProcess.RunAsync(_scratch.Path, "sessions", "export", "one", "--store", "s.db", "--to", "one.jsonl");
        Assert.True(export.ExitCode == 0, export.Errors);
        Assert.Contains("--overwrite", (await ToolProcess.RunAsync(_scratch.Path, "sessions", "export", "--store", "s.db", "--to", "one.jsonl")).Errors);
        var piped = await ToolProcess.RunAsync(_scratch.Path, "sessions", "export", "one", "--store", "s.db");
        Assert.Equal(File.ReadAllText(_scratch.File("one.jsonl")).TrimEnd('\n'), piped.Output);

        Assert.Equal(0, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "import", "one.jsonl", "--store", "n.db", "--as", "uno")).ExitCode);
        Assert.Equal(0, (await ToolProcess.RunWithInputAsync(_scratch.Path, piped.Output, "sessions", "import", "-", "--store", "n.db")).ExitCode);
        var again = await ToolProcess.RunAsync(_scratch.Path, "sessions", "import", "one.jsonl", "--store", "n.db");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--as", again.Errors);
        using var store = SqliteSessionStore.OpenReadOnly(_scratch.File("n.db"));
        Assert.Equal(["one", "uno"], store.List().Select(session => session.Name).Order());
        Assert.Equal(60, store.Read("uno").Count());

        File.WriteAllText(_scratch.File("bad.jsonl"), "{}\n");
        Assert.Contains("Line 1 of bad.jsonl", (await ToolProcess.RunAsync(_scratch.Path, "sessions", "import", "bad.jsonl", "--store", "none.db")).Errors);
        Assert.False(File.Exists(_scratch.File("none.db")));
    }

    [Fact]
    public async Task a_session_is_deleted_when_that_is_confirmed_and_nobody_writes_it_and_its_space_comes_back()
    {
        var asked = await ToolProcess.RunAsync(_scratch.Path, "sessions", "delete", "one", "--store", "s.db");
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("--yes", asked.Errors);
        using (var store = SqliteSessionStore.Open(_scratch.File("s.db")))
        using (store.Open("one"))
        {
            Assert.Contains($"process {Environment.ProcessId}", (await ToolProcess.RunAsync(_scratch.Path, "sessions", "delete", "one", "--store", "s.db", "--yes")).Errors);
            Assert.Contains($"process {Environment.ProcessId}", (await ToolProcess.RunAsync(_scratch.Path, "sessions", "compact", "--store", "s.db")).Errors);
        }

        var deleted = await ToolProcess.RunAsync(_scratch.Path, "sessions", "delete", "one", "--store", "s.db", "--yes");
        Assert.True(deleted.ExitCode == 0, deleted.Errors);
        Assert.Contains("'one' with 60 entries", deleted.Output);
        Assert.Equal(1, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "delete", "one", "--store", "s.db", "--yes")).ExitCode);
        var compacted = JsonNode.Parse((await ToolProcess.RunAsync(_scratch.Path, "sessions", "compact", "--store", "s.db", "--json")).Output)!;
        Assert.True(compacted["bytesAfter"]!.GetValue<long>() < compacted["bytesBefore"]!.GetValue<long>());
        Assert.Equal(1, (await ToolProcess.RunAsync(_scratch.Path, "sessions", "compact", "--store", "absent.db")).ExitCode);
        Assert.False(File.Exists(_scratch.File("absent.db")));
    }
}
