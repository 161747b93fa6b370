using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Models;
using AgentNotebook.Models.Chat;
using AgentNotebook.Models.OpenAi;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Models.OpenAi;

/// <summary>A thinker over a real HTTP server that speaks the protocol and misbehaves in every way.</summary>
public class OpenAiChatClientTests
{
    private const string Key = "sk-test-0123456789abcdef-SECRET";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task a_reply_is_streamed_counted_and_asked_for_in_the_words_of_the_protocol()
    {
        await using var server = new ChatServer(reply => reply.ReplyAsync(ChatReplies.Plan));
        var reply = await Model(server).PlanAsync(Request(), default);
        Assert.Equal("Add them.", reply.Plan);
        Assert.Equal(new ModelUsage(100, 50), reply.Usage);
        Assert.Equal("test-1-2030", reply.Model);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /v1/chat/completions ", request.Line);
        Assert.Equal("Bearer " + Key, request.Headers["Authorization"]);
        var body = JsonNode.Parse(request.Body)!;
        Assert.Equal("test-1", (string?)body["model"]);
        Assert.True((bool?)body["stream"]);
        Assert.True((bool?)body["stream_options"]!["include_usage"]);
        Assert.Equal(0.2, (double)body["temperature"]!, 3);
        Assert.Equal(["system", "user"], body["messages"]!.AsArray().Select(message => (string?)message!["role"]));
    }

    [Fact]
    public async Task without_a_key_no_header_is_sent()
    {
        await using var server = new ChatServer(reply => reply.ReplyAsync(ChatReplies.Plan));
        await Model(server, key: null).PlanAsync(Request(), default);
        Assert.DoesNotContain("Authorization", server.Requests[0].Headers.Keys);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task a_refusal_is_told_with_its_status_and_the_words_of_the_server_and_is_asked_once(int status)
    {
        await using var server = new ChatServer(reply => reply.RefuseAsync(status, "No, because."));
        var fault = await FaultAsync(server);
        Assert.Equal(status, fault.Status);
        Assert.Contains("No, because.", fault.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("Retry-After: 7", 7.0)]
    [InlineData("Retry-After: Tue, 01 Jan 2030 00:01:30 GMT", 90.0)]
    [InlineData("Retry-After: Mon, 01 Jan 2029 00:00:00 GMT", 0.0)]
    [InlineData("Retry-After: 99999999", 86_400.0)]
    [InlineData("retry-after-ms: 250", 0.25)]
    [InlineData("Retry-After: soon", null)]
    public async Task the_wait_that_the_server_asks_for_is_told(string header, double? seconds)
    {
        await using var server = new ChatServer(reply => reply.RefuseAsync(429, "Slow down.", headers: header));
        Assert.Equal(seconds, (await FaultAsync(server)).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task a_server_that_says_nothing_is_left_after_the_idle_time()
    {
        await using var server = new ChatServer(async reply =>
        {
            _time.Advance(TimeSpan.FromSeconds(60));
            await Task.Delay(Timeout.Infinite, reply.Stop);
        });
        var fault = await FaultAsync(server);
        Assert.Equal(ModelFailure.Stalled, fault.Failure);
        Assert.Equal(0, _time.PendingTimers);
    }

    [Fact]
    public async Task a_drip_that_never_idles_ends_with_the_time_of_the_call()
    {
        var seen = new SemaphoreSlim(0);
        await using var server = new ChatServer(async reply =>
        {
            await reply.BeginAsync();
            while (!reply.Stop.IsCancellationRequested)
            {
                await reply.SayAsync("x");
                await seen.WaitAsync(reply.Stop);
                _time.Advance(TimeSpan.FromSeconds(50));
            }
        });
        var fault = await Assert.ThrowsAsync<ModelException>(() => Model(server).PlanAsync(Request() with { Written = new Seen(seen) }, default));
        Assert.Equal(ModelFailure.Stalled, fault.Failure);
        Assert.Contains("300 s", fault.Message);
    }

    [Fact]
    public async Task a_stream_that_is_cut_is_told_from_one_that_ended()
    {
        foreach (var cut in new Func<ChatServerReply, Task>[]
        {
            async reply => { await reply.BeginAsync(); await reply.SayAsync("## Plan"); },
            async reply => { await reply.BeginAsync(); await reply.SayAsync("## Plan"); reply.Reset(); },
            async reply => { await reply.BeginAsync(headers: "Content-Length: 5000"); await reply.SayAsync("## Plan"); },
            async reply => { await reply.BeginAsync(); await reply.WriteAsync("data: {\"id\":"); },
            reply => reply.BeginAsync(),
        })
        {
            await using var server = new ChatServer(cut);
            Assert.Equal(ModelFailure.StreamCut, (await FaultAsync(server)).Failure);
        }
    }

    [Fact]
    public async Task a_server_that_is_gone_is_a_fault_of_the_connection()
    {
        var server = new ChatServer();
        await server.DisposeAsync();
        var model = new ChatAgentModel(new OpenAiChatClient("test-1", Key, new Uri("http://127.0.0.1:9/v1")), "m");
        Assert.IsType<HttpRequestException>((await Assert.ThrowsAsync<ModelException>(() => model.PlanAsync(Request(), default))).InnerException);
    }

    [Theory]
    [InlineData("data: {no json\n\n")]
    [InlineData("data: []\n\n")]
    [InlineData("data: {\"choices\": 5}\n\n")]
    [InlineData("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"whim\"}]}\n\n")]
    public async Task what_is_not_of_the_protocol_is_told_as_that(string events)
    {
        await using var server = new ChatServer(async reply => { await reply.BeginAsync(); await reply.WriteAsync(events); await reply.DoneAsync(); });
        Assert.Equal(ModelFailure.ProtocolViolation, (await FaultAsync(server)).Failure);
    }

    [Fact]
    public async Task a_page_where_a_stream_should_be_is_told_with_its_kind()
    {
        await using var server = new ChatServer(async reply => { await reply.BeginAsync("text/html"); await reply.WriteAsync("<html>"); });
        var fault = await FaultAsync(server);
        Assert.Equal(ModelFailure.ProtocolViolation, fault.Failure);
        Assert.Contains("'text/html'", fault.Message);
        Assert.Contains("/v1", fault.Message);
    }

    [Fact]
    public async Task a_redirection_is_not_followed()
    {
        await using var elsewhere = new ChatServer(reply => reply.ReplyAsync(ChatReplies.Plan));
        await using var server = new ChatServer(reply => reply.RefuseAsync(307, "Over there.", headers: $"Location: {elsewhere.Endpoint}/chat/completions"));
        Assert.Equal(307, (await FaultAsync(server)).Status);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("line")]
    [InlineData("lines")]
    [InlineData("error")]
    public async Task a_hundred_megabytes_cannot_eat_the_memory(string shape)
    {
        await using var server = new ChatServer(async reply =>
        {
            await (shape == "error" ? reply.WriteAsync("HTTP/1.1 500 No\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n") : reply.BeginAsync());
            var piece = Encoding.ASCII.GetBytes(shape == "lines" ? string.Concat(Enumerable.Repeat("data: xxxxxxxxxxxxxxxxxxxxxxxxxx\n", 2_000)) : new string('x', 64_000));
            await reply.WriteAsync("data: ");
            for (var sent = 0L; sent < 100_000_000; sent += piece.Length)
            {
                await reply.WriteAsync(piece);
            }
        });
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var fault = await FaultAsync(server);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Equal(shape == "error" ? null : ModelFailure.ReplyTooLarge, fault.Failure);
        Assert.InRange(fault.Message.Length, 1, 1_000);

        // All that was allocated meanwhile, by the server's thread and tests beside this one too: far more than was ever kept.
        Assert.InRange(allocated, 0, 50_000_000);
    }

    [Fact]
    public async Task a_response_longer_than_the_limit_is_broken_off_even_in_small_events()
    {
        await using var server = new ChatServer(async reply =>
        {
            await reply.BeginAsync();
            while (true)
            {
                await reply.WriteAsync(": nothing yet\n\n");
            }
        });
        var client = new OpenAiChatClient("test-1", Key, server.Endpoint, new OpenAiLimits { MaxResponseBytes = 100_000 });
        var fault = await Assert.ThrowsAsync<ModelException>(() => new ChatAgentModel(client, "m").PlanAsync(Request(), default));
        Assert.Contains("longer than 100000 bytes", fault.Message);
    }

    [Fact]
    public async Task a_reply_without_choices_or_text_is_empty()
    {
        foreach (var empty in new Func<ChatServerReply, Task>[]
        {
            async reply => { await reply.BeginAsync(); await reply.EventAsync(ChatServerReply.Chunk(null, null)); await reply.DoneAsync(); },
            async reply => { await reply.BeginAsync(); await reply.FinishAsync(); },
            async reply => { await reply.BeginAsync(); await reply.DoneAsync(); },
            async reply => { await reply.BeginAsync(); await reply.WriteAsync("data:[DONE]"); },
        })
        {
            await using var server = new ChatServer(empty);
            Assert.Equal(ModelFailure.EmptyReply, (await FaultAsync(server)).Failure);
        }
    }

    [Fact]
    public async Task a_refusal_of_the_content_is_told_from_other_refusals()
    {
        foreach (var refuse in new Func<ChatServerReply, Task>[]
        {
            reply => reply.ReplyAsync("## Plan", "content_filter"),
            async reply => { await reply.BeginAsync(); await reply.DeclineAsync("I can"); await reply.DeclineAsync("not help."); await reply.FinishAsync(); },
            reply => reply.RefuseAsync(400, "Filtered.", code: "content_filter"),
        })
        {
            await using var server = new ChatServer(refuse);
            Assert.Equal(ModelFailure.ContentRefused, (await FaultAsync(server)).Failure);
        }
    }

    [Fact]
    public async Task a_reply_that_was_cut_at_the_limit_of_tokens_gets_one_more_round()
    {
        await using var server = new ChatServer(reply => reply.ReplyAsync("## Plan\nAdd", "length"), reply => reply.ReplyAsync(ChatReplies.Plan));
        var reply = await Model(server).PlanAsync(Request(), default);
        Assert.Equal(new ModelUsage(200, 100), reply.Usage);
        Assert.Contains("limit of tokens", server.Requests[1].Body);
    }

    [Fact]
    public async Task an_error_in_the_middle_of_a_stream_is_told()
    {
        await using var server = new ChatServer(async reply =>
        {
            await reply.BeginAsync();
            await reply.SayAsync("## Plan");
            await reply.EventAsync(new JsonObject { ["error"] = new JsonObject { ["message"] = "Out of " + Key, ["code"] = 503 } });
        });
        var fault = await FaultAsync(server);
        Assert.Equal(503, fault.Status);
        Assert.Contains("Out of [key]", fault.Message);
    }

    [Fact]
    public async Task tokens_that_the_endpoint_does_not_count_are_reckoned()
    {
        await using var server = new ChatServer(reply => reply.ReplyAsync(ChatReplies.Plan, input: null));
        var usage = (await Model(server).PlanAsync(Request(), default)).Usage!;
        Assert.True(usage.IsEstimated);
        Assert.Equal((ChatReplies.Plan.Length + 3) / 4, usage.OutputTokens);
    }

    [Fact]
    public async Task a_model_that_takes_no_temperature_is_asked_without_one_from_then_on()
    {
        await using var server = new ChatServer(
            reply => reply.RefuseAsync(400, "Unsupported value: 'temperature' does not support 0.2 with this model.", param: "temperature"),
            reply => reply.ReplyAsync(ChatReplies.Plan));
        var model = Model(server);
        await model.PlanAsync(Request(), default);
        await model.PlanAsync(Request(), default);
        Assert.Equal([true, false, false], server.Requests.Select(request => JsonNode.Parse(request.Body)!["temperature"] is not null));
    }

    [Fact]
    public async Task the_key_is_taken_out_of_whatever_comes_back()
    {
        var halves = new[] { Key[..12], Key[12..] };
        foreach (var echo in new Func<ChatServerReply, Task>[]
        {
            reply => reply.RefuseAsync(401, $"Incorrect key {reply.Request.Headers["Authorization"]}."),
            reply => reply.WriteAsync($"HTTP/1.1 403 No\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n{new string('x', 490)}{Key}"),
            reply => reply.WriteAsync($"HTTP/1.1 200 {Key}\r\nContent-Type: text/{Key}\r\nConnection: close\r\n\r\n"),
            reply => reply.WriteAsync($"{Key} is no status line\r\n\r\n"),
            async reply => { await reply.BeginAsync(); await reply.WriteAsync($"data: {Key}\n\n"); },
            async reply => { await reply.BeginAsync(); await reply.WriteAsync($"data: {{\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"{Key}\"}}]}}\n\n"); },
            async reply => { await reply.BeginAsync(); await reply.DeclineAsync("No " + halves[0]); await reply.DeclineAsync(halves[1]); await reply.FinishAsync(); },
        })
        {
            await using var server = new ChatServer(echo);
            var told = (await FaultAsync(server)).ToString();
            Assert.DoesNotContain(Key, told);
            Assert.DoesNotContain(Key[..10], told);
        }
    }

    [Fact]
    public async Task the_key_is_taken_out_of_a_reply_in_whatever_pieces_it_comes()
    {
        for (var cut = 0; cut <= Key.Length; cut++)
        {
            var written = new List<string>();
            await using var server = new ChatServer(async reply =>
            {
                await reply.BeginAsync();
                foreach (var piece in new[] { "## Explanation\nThe key is ", Key[..cut], Key[cut..], " sk-te" })
                {
                    await reply.SayAsync(piece);
                }

                await reply.FinishAsync();
            });
            var request = new ExplainRequest(new TaskBrief("t", []), [new Attempt(1, "1", [], null)], 0) { Written = new Writing(written.Add) };
            var reply = await Model(server).ExplainAsync(request, default);
            Assert.Equal("The key is [key] sk-te", reply.Explanation);
            Assert.DoesNotContain(Key, string.Concat(written) + reply.Exchange[^1].Text);
        }
    }

    [Fact]
    public void a_key_shows_itself_to_nobody()
    {
        Assert.Equal("[key]", new ApiKey(Key).ToString());
        Assert.Equal("a none b", new ApiKey("none").Scrub("a none b"));
        Assert.Equal("[key] and [key]", new ApiKey("a\"b/c+d&e").Scrub("a\"b/c+d&e and a\\u0022b/c\\u002Bd\\u0026e"));
    }

    private ChatAgentModel Model(ChatServer server, string? key = Key) => new(new OpenAiChatClient("test-1", key, server.Endpoint, time: _time), "openai:test-1", time: _time);

    private static PlanRequest Request() => new(new TaskBrief("Add.", []), 0);

    private Task<ModelException> FaultAsync(ChatServer server) => Assert.ThrowsAsync<ModelException>(() => Model(server).PlanAsync(Request(), default));

    private sealed class Seen(SemaphoreSlim seen) : IProgress<string>
    {
        public void Report(string value) => seen.Release();
    }

    private sealed class Writing(Action<string> write) : IProgress<string>
    {
        public void Report(string value) => write(value);
    }
}
