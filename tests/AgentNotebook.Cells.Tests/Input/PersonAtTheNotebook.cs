namespace AgentNotebook.Cells.Tests.Input;

/// <summary>Answers from a list, or never; keeps what was asked.</summary>
internal sealed class PersonAtTheNotebook(params IReadOnlyList<string> answers) : ICellInput
{
    private readonly Queue<string> _answers = new(answers);

    public List<(string Prompt, bool IsPassword)> Questions { get; } = [];

    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Is done when a question waits for an answer that never comes.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Is called with each question.</summary>
    public Action WhenAsked { get; init; } = () => { };

    public async Task<string> ReadAsync(string prompt, bool isPassword, CancellationToken cancellationToken)
    {
        Questions.Add((prompt, isPassword));
        WhenAsked();
        Asked.TrySetResult();
        if (!_answers.TryDequeue(out var answer))
        {
            Waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return answer!;
    }
}
