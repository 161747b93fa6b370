using AgentNotebook.Models.Chat;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using Finish = Microsoft.Extensions.AI.ChatFinishReason;

namespace AgentNotebook.Models.OpenAi;

/// <summary>Between the words of the abstractions and those of the package.</summary>
internal static class OpenAiMessages
{
    public static global::OpenAI.Chat.ChatMessage To(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : new UserChatMessage(message.Text);

    public static ChatCompletionOptions To(ChatOptions? options) => new()
    {
        Temperature = options?.Temperature,
        MaxOutputTokenCount = options?.MaxOutputTokens,
    };

    /// <summary>A piece of a reply.</summary>
    /// <param name="update">What came.</param>
    /// <param name="text">Its text, without the key.</param>
    /// <param name="key">What may stand in nothing else of it, either.</param>
    public static ChatResponseUpdate From(StreamingChatCompletionUpdate update, string text, ApiKey key)
    {
        var piece = new ChatResponseUpdate(ChatRole.Assistant, text) { ModelId = key.Scrub(update.Model ?? ""), FinishReason = From(update.FinishReason) };
        if (update.Usage is { } usage)
        {
            piece.Contents.Add(new UsageContent(new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount }));
        }

        return piece;
    }

    /// <summary>Some endpoints report a fault within the stream; the package hands it on as a piece without content.</summary>
    /// <exception cref="ModelException">This is one.</exception>
    public static void ThrowIfError(StreamingChatCompletionUpdate update, OpenAiFaults faults)
    {
#pragma warning disable SCME0001 // The only way to what the package has no property for.
        if (update.Patch.TryGetJson("$.error"u8, out var error))
#pragma warning restore SCME0001
        {
            throw faults.Reported(error);
        }
    }

    private static Finish? From(global::OpenAI.Chat.ChatFinishReason? reason) => reason switch
    {
        null => null,
        global::OpenAI.Chat.ChatFinishReason.Stop => Finish.Stop,
        global::OpenAI.Chat.ChatFinishReason.Length => Finish.Length,
        global::OpenAI.Chat.ChatFinishReason.ContentFilter => Finish.ContentFilter,
        _ => Finish.ToolCalls,
    };
}
