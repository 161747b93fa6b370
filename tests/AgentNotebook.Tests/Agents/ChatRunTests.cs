using System.Text;
using AgentNotebook.Agents;
using AgentNotebook.Agents.Replay;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models;
using AgentNotebook.Sessions;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Agents;

/// <summary>Whole runs over a real session and a real HTTP server that misbehaves: how each ends, and that the key is in nothing they leave behind.</summary>
public sealed class ChatRunTests : IDisposable
{
    private const string Key = "sk-test-0123456789abcdef-SECRET";

    private static readonly Dictionary<string, Func<ChatServerReply, Task>> _misbehaviours = new()
    {
        ["429"] = reply => reply.RefuseAsync(429, "Slow down, " + Key, headers: "Retry-After: 3"),
        ["429 until a date"] = reply => reply.RefuseAsync(429, "Slow down.", headers: "Retry-After: Tue, 01 Jan 2030 00:00:20 GMT"),
        ["500"] = reply => reply.RefuseAsync(500, "Oops."),
        ["503"] = reply => reply.RefuseAsync(503, "Busy."),
        ["408"] = reply => reply.RefuseAsync(408, "Too slow."),
        ["401"] = reply => reply.RefuseAsync(401, $"Incorrect key: {Key}"),
        ["403"] = reply => reply.WriteAsync($"HTTP/1.1 403 {Key}\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n{reply.Request.Headers["Authorization"]}"),
        ["404"] = reply => reply.RefuseAsync(404, "No such model."),
        ["400"] = reply => reply.RefuseAsync(400, "Bad."),
        ["cut"] = async reply => { await reply.BeginAsync(); await reply.SayAsync("## Plan\n" + Key); },
        ["reset"] = async reply => { await reply.BeginAsync(); await reply.SayAsync("## Plan"); reply.Reset(); },
        ["wrong json"] = async reply => { await reply.BeginAsync(); await reply.WriteAsync($"data: {{{Key}\n\n"); },
        ["huge"] = async reply =>
        {
            await reply.BeginAsync();
            await reply.WriteAsync("data: ");
            for (var sent = 0; sent < 100_000_000; sent += 64_000)
            {
                await reply.WriteAsync(new byte[64_000]);
            }
        },
        ["long"] = async reply =>
        {
            await reply.BeginAsync();
            while (true)
            {
                await reply.SayAsync(new string('x', 10_000));
            }
        },
        ["empty choices"] = async reply => { await reply.BeginAsync(); await reply.EventAsync(ChatServerReply.Chunk(null, null)); await reply.DoneAsync(); },
        ["content filter"] = reply => reply.ReplyAsync("I " + Key, "content_filter"),
        ["length"] = reply => reply.ReplyAsync("## Plan\n" + Key, "length"),
        ["malformed"] = reply => reply.ReplyAsync($"Sure! {Key}"),
    };

    private readonly ManualTimeProvider _time = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-chat-run-");
    private readonly List<string> _log = [];

    private string Recording => Path.Combine(_folder.FullName, "run.recording");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("429")]
    [InlineData("429 until a date")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("408")]
    [InlineData("cut")]
    [InlineData("reset")]
    public async Task what_passes_is_waited_out_and_the_run_succeeds(string mode)
    {
        await using var server = new ChatServer(_misbehaviours[mode], Behave);
        var run = await RunAsync(server);
        Assert.Equal(AgentState.Succeeded, run.State);
        Assert.Equal(1, run.Transitions.Count(step => step.Transition.To == AgentState.Retrying));
        AssertNoKey();
    }

    [Theory]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("cut")]
    public async Task what_does_not_pass_ends_the_run_after_its_retries(string mode)
    {
        await using var server = new ChatServer(_misbehaviours[mode]);
        var run = await RunAsync(server);
        Assert.Equal(AgentState.Failed, run.State);
        Assert.Equal(1 + run.Request.Retry.MaxRetries, server.Requests.Count);
        AssertNoKey();
    }

    [Theory]
    [InlineData("401", 1)]
    [InlineData("403", 1)]
    [InlineData("404", 1)]
    [InlineData("400", 1)]
    [InlineData("wrong json", 1)]
    [InlineData("huge", 1)]
    [InlineData("long", 1)]
    [InlineData("empty choices", 1)]
    [InlineData("content filter", 1)]
    [InlineData("length", 2)]
    [InlineData("malformed", 2)]
    public async Task what_would_be_the_same_again_is_not_tried_again(string mode, int requests)
    {
        await using var server = new ChatServer(_misbehaviours[mode]);
        var run = await RunAsync(server);
        Assert.Equal(AgentState.Failed, run.State);
        Assert.Equal(requests, server.Requests.Count);
        Assert.DoesNotContain(run.Transitions, step => step.Transition.To == AgentState.Retrying);
        AssertNoKey();
    }

    [Fact]
    public async Task a_stall_is_waited_out()
    {
        await using var server = new ChatServer(
            async reply =>
            {
                _time.Advance(TimeSpan.FromSeconds(60));
                await Task.Delay(Timeout.Infinite, reply.Stop);
            },
            Behave);
        Assert.Equal(AgentState.Succeeded, (await RunAsync(server)).State);
    }

    [Fact]
    public async Task a_run_of_a_chat_model_plans_writes_diagnoses_revises_and_explains_and_counts_it_all()
    {
        await using var server = new ChatServer(Behave);
        var failed = new GuestOutcome { Verdict = Verdict.Failed, Reason = "bad", Exception = new GuestException("E", Key, []), Output = "printed" };
        var run = await RunAsync(server, failed, Good);
        Assert.Equal(AgentState.Succeeded, run.State);
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal("The sum is two metres.", run.Explanation);
        Assert.Equal("metres", Assert.Single(run.Assumptions).Value);
        Assert.Contains("The list has 3 items.", run.Facts);
        Assert.Contains("The list has 3 items.", server.Requests[3].Body);
        Assert.Equal(750, run.Spent.Usage.Tokens);
    }

    [Fact]
    public async Task a_key_that_the_model_repeats_is_in_nothing_the_run_leaves_behind()
    {
        await using var server = new ChatServer(reply => reply.ReplyAsync(ChatReplies.For(reply.Request.Body).Replace("result", $"result /* {Key} */", StringComparison.Ordinal).Replace("Add", "Add " + Key, StringComparison.Ordinal)));
        var run = await RunAsync(server);
        Assert.Equal(AgentState.Succeeded, run.State);
        Assert.Contains("[key]", run.Plan);
        Assert.Contains("[key]", run.Attempts[0].Code);
        AssertNoKey();
    }

    [Fact]
    public async Task a_recording_of_a_chat_model_is_replayed_when_its_server_is_gone()
    {
        IReadOnlyList<JournalEntry> recorded;
        await using (var server = new ChatServer(_misbehaviours["429"], Behave))
        {
            await RunAsync(server);
            recorded = Entries("sessions.db");
        }

        using (var store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "again.db"), new SessionStoreOptions { Time = _time }))
        using (var session = Session.Open(store, "test"))
        using (var replay = RunReplay.Open(Recording))
        {
            var services = new RunServices { Model = new ObedientModel(), Compiler = new GuestCompiler(), Runner = new ObedientRunner(Good), Time = _time };
            var run = await replay.BeginAsync(session, replay.Adopt(new RunRequest { Brief = new TaskBrief("Add.", ["true"]), Models = new ModelChoice("repair") }), services);
            Assert.Equal(AgentState.Succeeded, (await run.RunAsync(replay.Token)).State);
        }

        Assert.Equal(recorded, Entries("again.db"));
    }

    [Fact]
    public void the_search_for_the_key_would_find_it()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "leak.txt"), "x" + Key);
        Assert.ThrowsAny<Exception>(AssertNoKey);
    }

    private IReadOnlyList<JournalEntry> Entries(string file)
    {
        using var store = SqliteSessionStore.OpenReadOnly(Path.Combine(_folder.FullName, file));
        return [.. store.Read("test")];
    }

    private static GuestOutcome Good => new() { Verdict = Verdict.Completed, ResultJson = "2", ResultType = "int" };

    private static Task Behave(ChatServerReply reply) => reply.ReplyAsync(ChatReplies.For(reply.Request.Body));

    private async Task<RunRecord> RunAsync(ChatServer server, params GuestOutcome[] outcomes)
    {
        var catalog = new ModelCatalog(_time, new ModelCatalogOptions { Environment = name => name == "MY_KEY" ? Key : null });
        var choice = new ModelChoice("openai:test-1") { Endpoint = server.Endpoint.ToString(), ApiKeyVariable = "MY_KEY" };
        using var store = SqliteSessionStore.Open(Path.Combine(_folder.FullName, "sessions.db"), new SessionStoreOptions { Time = _time });
        using var session = Session.Open(store, "test");
        var services = new RunServices
        {
            Model = catalog.Resolve(choice, ".")(null),
            Compiler = new GuestCompiler(),
            Runner = new ObedientRunner(outcomes.Length == 0 ? [Good] : outcomes),
            Time = _time,
        };
        using var recorder = RunRecorder.Create(Recording, overwrite: true);
        var run = AgentRun.Start(session, new RunRequest { Brief = new TaskBrief("Add.", ["true"]), Models = choice }, recorder.Wrap(services, SandboxLevel.None));
        run.Written += (_, text) => _log.Add(text);
        run.Changed += record =>
        {
            var card = RunCardView.Render(record);
            _log.AddRange(card.Data.Values);
            if (record.State == AgentState.Retrying)
            {
                _ = Task.Run(async () =>
                {
                    await _time.WhenTimersAsync();
                    _time.Advance(TimeSpan.FromMinutes(1));
                });
            }
        };
        var rested = await run.RunAsync(CancellationToken.None);
        _log.AddRange(session.Entries().Select(entry => entry.Payload));
        return rested;
    }

    private void AssertNoKey()
    {
        File.WriteAllLines(Path.Combine(_folder.FullName, "log.txt"), _log);
        var files = Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Key)) < 0, $"The key is in {Path.GetFileName(file)}.");
            Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Key)) < 0, $"The key is in {Path.GetFileName(file)}.");
        }
    }
}
