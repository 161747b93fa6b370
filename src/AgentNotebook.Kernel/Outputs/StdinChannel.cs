using AgentNotebook.Kernel.Messaging;

namespace AgentNotebook.Kernel.Outputs;

/// <summary>Carries questions to front ends, one at a time, and their answers back.</summary>
/// <param name="channel">The stdin channel.</param>
internal sealed class StdinChannel(RequestChannel channel)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private Question? _waiting;

    /// <summary>Asks, and waits for the answer.</summary>
    public async Task<string> AskAsync(JupyterMessage request, string prompt, bool isPassword, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var question = new Question(request.Identities);
            lock (_gate)
            {
                _waiting = question;
            }

            await channel.SendAsync(request.Identities, "input_request", request.Header, writer =>
            {
                writer.WriteString("prompt", prompt);
                writer.WriteBoolean("password", isPassword);
            });
            return await question.Answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                _waiting = null;
            }

            _turn.Release();
        }
    }

    /// <summary>Takes answers until the kernel ends. An answer to which nobody waits any more is dropped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await channel.ReceiveAsync(cancellationToken);
            if (message.Type == "input_reply" && message.Find("value") is { ValueKind: System.Text.Json.JsonValueKind.String } value)
            {
                lock (_gate)
                {
                    _waiting?.Take(message.Identities, value.GetString()!);
                }
            }
        }
    }

    private sealed class Question(IReadOnlyList<ReadOnlyMemory<byte>> asked)
    {
        public TaskCompletionSource<string> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Takes an answer from whoever was asked, and from nobody else.</summary>
        public void Take(IReadOnlyList<ReadOnlyMemory<byte>> from, string value)
        {
            if (from.Count == asked.Count && from.Zip(asked).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span)))
            {
                Answer.TrySetResult(value);
            }
        }
    }
}
