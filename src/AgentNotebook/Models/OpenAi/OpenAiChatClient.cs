using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using AgentNotebook.Models.Chat;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace AgentNotebook.Models.OpenAi;

/// <summary>A chat client for OpenAI and for the many endpoints that speak its protocol (Azure, Ollama, vLLM, llama.cpp), through the OpenAI package.</summary>
/// <remarks>
/// Chat completions, streamed. It retries nothing and has no limit of time: both are the run's. The key goes into one header of requests to the
/// endpoint, follows no redirection, and is taken out of everything that comes back before anyone sees it. Responses are bounded on the bytes.
/// </remarks>
public sealed class OpenAiChatClient : IChatClient
{
    /// <summary>Where OpenAI's own models are.</summary>
    public static Uri OpenAi { get; } = new("https://api.openai.com/v1");

    private const int MaximumRefusal = 2_000;

    private static readonly SocketsHttpHandler _connections = new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseDrainSize = 0,
    };

    private readonly string _model;
    private readonly Uri _endpoint;
    private readonly ApiKey _key;
    private readonly OpenAiLimits _limits;
    private readonly OpenAiFaults _faults;
    private volatile bool _takesNoTemperature;

    /// <summary>A client of one model at one endpoint.</summary>
    /// <param name="model">The model's name, as the endpoint knows it.</param>
    /// <param name="key">The key; empty or <see langword="null"/> for an endpoint that needs none.</param>
    /// <param name="endpoint">The address that <c>/chat/completions</c> is put after, such as <c>http://localhost:11434/v1</c>; <see langword="null"/> for OpenAI's own.</param>
    /// <param name="limits">What the endpoint may send; <see langword="null"/> for the defaults.</param>
    /// <param name="time">The clock against which a date in <c>Retry-After</c> is read; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public OpenAiChatClient(string model, string? key, Uri? endpoint = null, OpenAiLimits? limits = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        (_model, _key, _endpoint, _limits) = (model, new ApiKey(key ?? ""), endpoint ?? OpenAi, limits ?? OpenAiLimits.Default);
        _limits.Validate();
        _faults = new OpenAiFaults("openai:" + model, _key, time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ModelException">The endpoint cannot be reached, refuses, or breaks a limit or the protocol.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var handler = new BoundedResponseHandler(_connections, _limits);
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var scrubber = new KeyScrubber(_key);
        var (refusal, isFinished) = ("", false);
        await using var updates = await OpenAsync(Client(http), [.. messages.Select(OpenAiMessages.To)], OpenAiMessages.To(options), cancellationToken).ConfigureAwait(false);
        while (updates.Current is { } update)
        {
            OpenAiMessages.ThrowIfError(update, _faults);
            refusal += refusal.Length < MaximumRefusal ? update.RefusalUpdate : "";
            isFinished |= update.FinishReason is not null;
            yield return OpenAiMessages.From(update, scrubber.Next(string.Concat(update.ContentUpdate.Select(part => part.Text))), _key);
            await updates.NextAsync().ConfigureAwait(false);
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, scrubber.End());
        if (refusal.Length > 0)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new ErrorContent(_key.Scrub(refusal)) { ErrorCode = ChatCall.RefusalCode }]);
        }

        if (!isFinished && handler.Response is not { SawDone: true })
        {
            throw new ModelException($"The connection to the model 'openai:{_model}' ended in the middle of the reply.") { Failure = ModelFailure.StreamCut };
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", _endpoint, _model)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Does nothing: connections are shared by all clients of the process.</summary>
    public void Dispose()
    {
    }

    private ChatClient Client(HttpClient http) =>
#pragma warning disable OPENAI001 // The only way to send no key where there is none.
        new(_model, new BearerPolicy(_key), new OpenAIClientOptions
#pragma warning restore OPENAI001
        {
            Endpoint = _endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        });

    // A model that lets nobody choose its temperature says so by a refusal; it is asked again without one, and from then on at once.
    private async Task<OpenAiUpdates> OpenAsync(ChatClient client, IReadOnlyList<global::OpenAI.Chat.ChatMessage> messages, ChatCompletionOptions options, CancellationToken cancellationToken)
    {
        options.Temperature = _takesNoTemperature ? null : options.Temperature;
        var updates = new OpenAiUpdates(client.CompleteChatStreamingAsync(messages, options, cancellationToken), _faults, cancellationToken);
        try
        {
            await updates.NextAsync().ConfigureAwait(false);
            return updates;
        }
        catch (ModelException) when (updates.WasAboutTemperature && options.Temperature is not null)
        {
            _takesNoTemperature = true;
            return await OpenAsync(client, messages, options, cancellationToken).ConfigureAwait(false);
        }
    }
}
