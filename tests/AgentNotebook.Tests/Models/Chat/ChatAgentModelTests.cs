using AgentNotebook.Models;
using AgentNotebook.Models.Chat;
using AgentNotebook.Models.Prices;
using AgentNotebook.Tests.Support;
using Microsoft.Extensions.AI;

namespace AgentNotebook.Tests.Models.Chat;

/// <summary>The thinker over chat clients of notebook code; the wire is tested beside <see cref="AgentNotebook.Models.OpenAi.OpenAiChatClient"/>.</summary>
public class ChatAgentModelTests
{
    private static readonly TaskBrief _brief = new("Add.", ["result == 2"]);
    private static readonly Attempt _attempt = new(1, "var result = 1;", [], null);

    [Fact]
    public async Task it_plays_every_role()
    {
        var model = new ChatAgentModel(new ToldChatClient(ChatReplies.For), "mine");
        Assert.Single((await model.PlanAsync(new PlanRequest(_brief, 0), default)).Assumptions);
        Assert.Equal("var result = 1 + 1;", (await model.WriteAsync(new WriteRequest(_brief, 1), default)).Code);
        Assert.Single((await model.DiagnoseAsync(new DiagnoseRequest(_brief, [_attempt], 2), default)).Facts);
        Assert.Equal("var result = 2 + 1;", (await model.ReviseAsync(new ReviseRequest(_brief, [_attempt], 3), default)).Code);
        Assert.Equal("The sum is two metres.", (await model.ExplainAsync(new ExplainRequest(_brief, [_attempt], 4), default)).Explanation);
    }

    [Fact]
    public async Task a_malformed_reply_is_mended_in_one_more_round_that_is_counted()
    {
        var client = new ToldChatClient(asked => asked.Contains("could not be read", StringComparison.Ordinal) ? ChatReplies.Explain : "Sure: metres!");
        var reply = await new ChatAgentModel(client, "mine").ExplainAsync(new ExplainRequest(_brief, [_attempt], 0), default);
        Assert.Equal("The sum is two metres.", reply.Explanation);
        Assert.Equal(["system", "user", "assistant", "user", "assistant"], reply.Exchange.Select(message => message.Role));
        Assert.Contains("text before the first heading", reply.Exchange[3].Text);
        Assert.True(reply.Usage!.IsEstimated);
        Assert.Equal(reply.Exchange.Where(message => message.Role == "assistant").Sum(message => (message.Text.Length + 3) / 4), reply.Usage.OutputTokens);
        Assert.Null(reply.Usage.Cost);
    }

    [Fact]
    public async Task a_second_malformed_reply_is_a_fault_that_says_what_is_missing()
    {
        var client = new ToldChatClient(_ => "## Plan\nx");
        var fault = await Assert.ThrowsAsync<ModelException>(() => new ChatAgentModel(client, "mine").PlanAsync(new PlanRequest(_brief, 0), default));
        Assert.Equal(ModelFailure.MalformedReply, fault.Failure);
        Assert.Contains("'## Open questions' is missing", fault.Message);
        Assert.Equal(2, client.Asked.Count);
    }

    [Fact]
    public async Task another_strategy_is_asked_for_with_another_temperature_and_in_words()
    {
        var client = new ToldChatClient(ChatReplies.For);
        var model = new ChatAgentModel(client, "mine");
        await model.PlanAsync(new PlanRequest(_brief, 0), default);
        await model.PlanAsync(new PlanRequest(_brief, 0) { Guidance = [new ModelGuidance(GuidanceKind.ChangeStrategy, "Rounding again.")] }, default);
        Assert.Equal([0.2f, 0.8f], client.Temperatures);
        Assert.Contains("Take another approach", client.Asked[1]);
        Assert.Contains("Rounding again.", client.Asked[1]);
    }

    [Fact]
    public async Task what_is_written_is_told_piece_by_piece()
    {
        var written = new List<string>();
        await new ChatAgentModel(new ToldChatClient(ChatReplies.For), "mine").ExplainAsync(new ExplainRequest(_brief, [_attempt], 0) { Written = new Told(written.Add) }, default);
        Assert.True(written.Count > 1);
        Assert.Equal(ChatReplies.Explain, string.Concat(written));
    }

    [Fact]
    public async Task a_reply_that_goes_on_for_ever_is_broken_off()
    {
        var client = new ToldChatClient(_ => new string('x', 5_000));
        var model = new ChatAgentModel(client, "mine", new ChatModelOptions { MaxReplyChars = 1_000 });
        Assert.Equal(ModelFailure.ReplyTooLarge, (await Assert.ThrowsAsync<ModelException>(() => model.PlanAsync(new PlanRequest(_brief, 0), default))).Failure);
        Assert.InRange(client.Pieces, 1, 1_000 / ToldChatClient.PieceLength + 1);
    }

    [Fact]
    public async Task a_client_that_does_not_look_at_its_token_is_left_after_the_idle_time()
    {
        var time = new ManualTimeProvider();
        var client = new ToldChatClient(_ => "") { Hold = new TaskCompletionSource() };
        var asking = new ChatAgentModel(client, "mine", time: time).PlanAsync(new PlanRequest(_brief, 0), default);
        await client.Holding.Task;
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(asking.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var fault = await Assert.ThrowsAsync<ModelException>(() => asking);
        Assert.Equal(ModelFailure.Stalled, fault.Failure);
        Assert.Contains("wrote nothing for 60 s", fault.Message);
        Assert.Equal(0, time.PendingTimers);
        client.Hold.SetResult();
    }

    [Fact]
    public async Task an_interrupt_is_an_interrupt_and_no_fault()
    {
        using var interrupt = new CancellationTokenSource();
        var client = new ToldChatClient(_ => "") { Hold = new TaskCompletionSource() };
        var asking = new ChatAgentModel(client, "mine").PlanAsync(new PlanRequest(_brief, 0), interrupt.Token);
        await client.Holding.Task;
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        client.Hold.SetResult();
    }

    [Fact]
    public async Task what_a_client_throws_becomes_a_fault_with_its_cause()
    {
        Assert.Equal(503, (await Fault(new HttpRequestException("x", null, System.Net.HttpStatusCode.ServiceUnavailable))).Status);
        Assert.IsType<HttpRequestException>((await Fault(new HttpRequestException("no route"))).InnerException);
        Assert.Equal(ModelFailure.Stalled, (await Fault(new TaskCanceledException("its own timeout"))).Failure);
        Assert.Contains("InvalidOperationException: odd", (await Fault(new InvalidOperationException("odd"))).Message);
    }

    [Fact]
    public async Task what_the_endpoint_counted_is_what_the_call_took_and_has_its_price()
    {
        var client = new ToldChatClient(ChatReplies.For) { Usage = new UsageDetails { InputTokenCount = 1_000_000, OutputTokenCount = 500_000 }, Metadata = new ChatClientMetadata("openai", new Uri("https://api.openai.com/v1"), "gpt-4.1") };
        var reply = await new ChatAgentModel(client, "mine").PlanAsync(new PlanRequest(_brief, 0), default);
        var price = ModelPrices.BuiltIn.Find("gpt-4.1", new Uri("https://api.openai.com/v1"))!;
        Assert.Equal(new ModelUsage(1_000_000, 500_000, price.Input + price.Output / 2), reply.Usage);
        Assert.Equal("gpt-4.1", reply.Model);
    }

    private static Task<ModelException> Fault(Exception exception) =>
        Assert.ThrowsAsync<ModelException>(() => new ChatAgentModel(new ToldChatClient(_ => throw exception), "mine").PlanAsync(new PlanRequest(_brief, 0), default));

    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
