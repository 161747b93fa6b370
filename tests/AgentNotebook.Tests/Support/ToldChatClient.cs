using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AgentNotebook.Tests.Support;

/// <summary>A chat client that answers as it is told, in pieces.</summary>
/// <param name="reply">Gives the reply to the last message.</param>
public sealed class ToldChatClient(Func<string, string> reply) : IChatClient
{
    public const int PieceLength = 10;

    /// <summary>The last message of each question.</summary>
    public List<string> Asked { get; } = [];

    public List<float?> Temperatures { get; } = [];

    /// <summary>Pieces handed out.</summary>
    public int Pieces { get; private set; }

    public UsageDetails? Usage { get; init; }

    public ChatClientMetadata? Metadata { get; init; }

    /// <summary>Waited for before an answer, without a look at the token.</summary>
    public TaskCompletionSource? Hold { get; init; }

    /// <summary>Done when it waits.</summary>
    public TaskCompletionSource Holding { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Asked.Add(messages.Last().Text);
        Temperatures.Add(options?.Temperature);
        if (Hold is not null)
        {
            Holding.SetResult();
            await Hold.Task;
        }

        foreach (var piece in reply(Asked[^1]).Chunk(PieceLength))
        {
            Pieces++;
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
        }

        if (Usage is not null)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage)]);
        }
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Only streaming is asked for.");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ChatClientMetadata) ? Metadata : null;

    public void Dispose()
    {
    }
}
