using AgentNotebook.Models.Prices;
using Microsoft.Extensions.AI;

namespace AgentNotebook.Models.Chat;

/// <summary>A chat model as a thinker: plays every role, each by a prompt of its own (the texts of the folder <c>Prompts</c>).</summary>
/// <remarks>
/// A reply has headings and at most one block of code, not JSON: small local models cannot escape code. It is read strictly; what is wrong with
/// its form is told to the model once (<see cref="ChatModelOptions.RepairRounds"/>), after that it is a fault. Nothing is kept between calls.
/// </remarks>
public sealed class ChatAgentModel : IAgentModel
{
    private const int CharsPerToken = 4;

    // What an endpoint says it counted is only its word, and sums of it must not overflow.
    private const long MaximumTokens = int.MaxValue;

    private readonly ChatModelOptions _options;
    private readonly ModelPrices _prices;
    private readonly ChatCall _call;
    private readonly string _asked;
    private readonly Uri? _endpoint;

    /// <summary>A thinker over a chat client.</summary>
    /// <param name="client">Whom to ask. It is not disposed.</param>
    /// <param name="name">What the screen and the journal call it.</param>
    /// <param name="options">Limits and habits; <see langword="null"/> for the defaults.</param>
    /// <param name="prices">What models cost; <see langword="null"/> for the built-in table.</param>
    /// <param name="time">The clock of its limits; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public ChatAgentModel(IChatClient client, string name, ChatModelOptions? options = null, ModelPrices? prices = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, _options, _prices) = (name, options ?? ChatModelOptions.Default, prices ?? ModelPrices.BuiltIn);
        _options.Validate();
        _call = new ChatCall(client, name, _options, time ?? TimeProvider.System);
        var metadata = client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        (_asked, _endpoint) = (metadata?.DefaultModelId ?? "", metadata?.ProviderUri);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ModelRole Roles => ModelRole.Plan | ModelRole.Write | ModelRole.Diagnose | ModelRole.Revise | ModelRole.Explain;

    /// <inheritdoc/>
    public bool CanChangeStrategy => true;

    /// <inheritdoc/>
    public Task<PlanReply> PlanAsync(PlanRequest request, CancellationToken cancellationToken) =>
        AskAsync(PromptTexts.Plan, request, null, ReplyForms.Plan, cancellationToken);

    /// <inheritdoc/>
    public Task<WriteReply> WriteAsync(WriteRequest request, CancellationToken cancellationToken) =>
        AskAsync(PromptTexts.Write, request, null, ReplyForms.Write, cancellationToken);

    /// <inheritdoc/>
    public Task<DiagnoseReply> DiagnoseAsync(DiagnoseRequest request, CancellationToken cancellationToken) =>
        AskAsync(PromptTexts.Diagnose, request, request?.Attempts[^1], ReplyForms.Diagnose, cancellationToken);

    /// <inheritdoc/>
    public Task<ReviseReply> ReviseAsync(ReviseRequest request, CancellationToken cancellationToken) =>
        AskAsync(PromptTexts.Revise, request, request?.Attempts[^1], ReplyForms.Revise, cancellationToken);

    /// <inheritdoc/>
    public Task<ExplainReply> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken) =>
        AskAsync(PromptTexts.Explain, request, request?.Attempts[^1], ReplyForms.Explain, cancellationToken);

    private async Task<TReply> AskAsync<TReply>(PromptTemplate prompt, ModelRequest? request, Attempt? attempt, Func<string, TReply> read, CancellationToken cancellationToken)
        where TReply : ModelReply
    {
        ArgumentNullException.ThrowIfNull(request);
        var values = PromptValues.Of(request, attempt, _options);
        List<ChatMessage> messages = [new(ChatRole.System, PromptTexts.System.Fill(values)), new(ChatRole.User, prompt.Fill(values))];
        var chat = new ChatOptions
        {
            Temperature = request.Guidance.Any(said => said.Kind == GuidanceKind.ChangeStrategy) ? _options.ChangedTemperature : _options.Temperature,
            MaxOutputTokens = _options.MaxOutputTokens,
        };
        ModelUsage? usage = null;
        for (var round = 0; ; round++)
        {
            var answer = await _call.AskAsync(messages, chat, request.Written, cancellationToken).ConfigureAwait(false);
            var used = Usage(messages, answer);
            usage = usage is null ? used : usage + used;
            if (string.IsNullOrWhiteSpace(answer.Text))
            {
                throw new ModelException($"The model '{Name}' sent a reply without text.") { Failure = ModelFailure.EmptyReply };
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, answer.Text));
            try
            {
                return Read(answer, read) with
                {
                    Model = answer.Model.Length > 0 ? answer.Model : _asked,
                    Usage = usage,
                    Exchange = [.. messages.Select(message => new ModelMessage(message.Role.Value, message.Text))],
                };
            }
            catch (MalformedReplyException fault)
            {
                if (round == _options.RepairRounds)
                {
                    throw new ModelException($"The reply of the model '{Name}' does not have the form that was asked for{(round == 0 ? "" : ", also after it was told so")}: {fault.Message}") { Failure = ModelFailure.MalformedReply };
                }

                values["fault"] = fault.Message;
                messages.Add(new ChatMessage(ChatRole.User, PromptTexts.Repair.Fill(values)));
                request.Written?.Report("\n");
            }
        }
    }

    private static TReply Read<TReply>(ChatAnswer answer, Func<string, TReply> read) => answer.FinishReason == ChatFinishReason.Length
        ? throw new MalformedReplyException("The reply was cut: it reached the endpoint's limit of tokens. Write a shorter one.")
        : read(answer.Text);

    private ModelUsage Usage(IEnumerable<ChatMessage> messages, ChatAnswer answer)
    {
        var (input, output) = (answer.Usage?.InputTokenCount, answer.Usage?.OutputTokenCount);
        var isEstimated = input is not >= 0 || output is not >= 0;
        var usage = isEstimated
            ? new ModelUsage(Tokens(messages.Sum(message => (long)message.Text.Length)), Tokens(answer.Text.Length), IsEstimated: true)
            : new ModelUsage(Math.Min(input!.Value, MaximumTokens), Math.Min(output!.Value, MaximumTokens));
        var price = _prices.Find(_asked, _endpoint) ?? _prices.Find(answer.Model, _endpoint);
        return usage with { Cost = price?.Of(usage.InputTokens, usage.OutputTokens) };
    }

    private static long Tokens(long chars) => (chars + CharsPerToken - 1) / CharsPerToken;
}
