using System.Text;
using Microsoft.Extensions.AI;

namespace AgentNotebook.Models.Chat;

/// <summary>Puts one question to a chat client and reads the stream of its answer, within limits of length and time.</summary>
/// <param name="client">Whom to ask.</param>
/// <param name="name">What messages call it.</param>
/// <param name="options">The limits.</param>
/// <param name="time">The clock.</param>
internal sealed class ChatCall(IChatClient client, string name, ChatModelOptions options, TimeProvider time)
{
    /// <summary>The code under which clients hand on that a model refused.</summary>
    public const string RefusalCode = "Refusal";

    private const int MaximumModelName = 100;
    private const int MaximumShown = 500;

    /// <exception cref="ModelException">There is no answer, or it breaks a limit.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ChatAnswer> AskAsync(IReadOnlyList<ChatMessage> messages, ChatOptions chat, IProgress<string>? written, CancellationToken cancellationToken)
    {
        using var idle = new CancellationTokenSource(options.IdleTimeout, time);
        using var whole = new CancellationTokenSource(options.CallTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token, whole.Token);
        try
        {
            return await ReadAsync(messages, chat, written, idle, linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ModelException { Failure: not null })
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw whole.IsCancellationRequested ? Stalled($"did not finish its reply within {Seconds(options.CallTimeout)}", exception)
                : idle.IsCancellationRequested ? Stalled($"wrote nothing for {Seconds(options.IdleTimeout)}", exception)
                : ChatFaults.From(exception, name);
        }
    }

    private async Task<ChatAnswer> ReadAsync(IReadOnlyList<ChatMessage> messages, ChatOptions chat, IProgress<string>? written, CancellationTokenSource idle, CancellationToken stop)
    {
        var text = new StringBuilder();
        var model = "";
        ChatFinishReason? finish = null;
        UsageDetails? usage = null;
        await using var updates = new ChatUpdates(client.GetStreamingResponseAsync(messages, chat, stop), stop);
        while (await updates.NextAsync().ConfigureAwait(false) is { } update)
        {
            idle.CancelAfter(options.IdleTimeout);
            model = update.ModelId is { Length: > 0 } said ? said : model;
            finish = update.FinishReason ?? finish;
            usage = update.Contents.OfType<UsageContent>().LastOrDefault()?.Details ?? usage;
            if (update.Contents.OfType<ErrorContent>().FirstOrDefault() is { } error)
            {
                throw error.ErrorCode == RefusalCode
                    ? new ModelException($"The model '{name}' refused: {Shown(error.Message)}") { Failure = ModelFailure.ContentRefused }
                    : new ModelException($"The client of the model '{name}' reported an error: {Shown(error.Message)}");
            }

            Take(update.Text, text, written);
        }

        if (finish == ChatFinishReason.ContentFilter)
        {
            throw new ModelException($"The endpoint of the model '{name}' withheld the reply: its content filter objected. Word the task differently, or use another model.") { Failure = ModelFailure.ContentRefused };
        }

        return new ChatAnswer(text.ToString(), Bounded(model), finish, usage);
    }

    private void Take(string piece, StringBuilder text, IProgress<string>? written)
    {
        if (piece.Length == 0)
        {
            return;
        }

        if (text.Length + piece.Length > options.MaxReplyChars)
        {
            throw new ModelException($"The reply of the model '{name}' is longer than {options.MaxReplyChars} characters and was broken off. Ask for less at once, or raise {nameof(ChatModelOptions.MaxReplyChars)}.") { Failure = ModelFailure.ReplyTooLarge };
        }

        text.Append(piece);
        written?.Report(piece);
    }

    private ModelException Stalled(string what, Exception exception) =>
        new($"The model '{name}' {what}.", inner: exception is OperationCanceledException ? null : exception) { Failure = ModelFailure.Stalled };

    private static string Shown(string message) => message.Length <= MaximumShown ? message : message[..MaximumShown] + "…";

    private static string Bounded(string model) => new([.. model.Take(MaximumModelName).Where(c => !char.IsControl(c))]);

    private static string Seconds(TimeSpan span) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
