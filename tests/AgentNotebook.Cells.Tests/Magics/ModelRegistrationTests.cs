using AgentNotebook.Models;
using AgentNotebook.Models.Chat;

namespace AgentNotebook.Cells.Tests.Magics;

public class ModelRegistrationTests
{
    private const string Client = """
        using Microsoft.Extensions.AI;
        class Echo : IChatClient
        {
            public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options = null, CancellationToken stop = default)
            {
                await Task.Yield();
                yield return new ChatResponseUpdate(ChatRole.Assistant, "## Plan\nAs ever.\n## Open questions\nnone");
            }
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options = null, CancellationToken stop = default) => throw new NotSupportedException();
            public object GetService(Type type, object key = null) => null;
            public void Dispose() { }
        }
        """;

    [Fact]
    public async Task a_cell_registers_its_own_chat_client_in_one_line()
    {
        await using var notebook = new Notebook();
        await notebook.Value(Client);
        await notebook.Value("Models.Register(\"mine\", new Echo());");
        var model = Assert.IsType<ChatAgentModel>(notebook.Engine.Services.Models.Resolve("mine", ".")(null));
        Assert.Equal("As ever.", (await model.PlanAsync(new PlanRequest(new TaskBrief("t", []), 0), default)).Plan);
    }

    [Fact]
    public async Task a_cell_registers_a_thinker_of_its_own()
    {
        await using var notebook = new Notebook();
        await notebook.Value("""
            using AgentNotebook.Models;
            class Mine : IAgentModel
            {
                public string Name => "mine";
                public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken stop) => Task.FromResult(new PlanReply("p", "1"));
                public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken stop) => Task.FromResult(new ReviseReply(null, "no"));
            }
            Models.Register("own", new Mine());
            """);
        Assert.Equal("mine", notebook.Engine.Services.Models.Resolve("own", ".")(null).Name);
    }

    [Fact]
    public async Task a_name_that_cannot_be_is_told_in_the_cell()
    {
        await using var notebook = new Notebook();
        await notebook.Value(Client);
        Assert.Contains("built-in model", (await notebook.Error("Models.Register(\"repair\", new Echo());")).Message);
    }
}
