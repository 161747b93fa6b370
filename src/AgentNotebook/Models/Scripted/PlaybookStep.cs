namespace AgentNotebook.Models.Scripted;

/// <summary>The answer to one finished call.</summary>
/// <param name="Role">Which question it answers.</param>
/// <param name="Line">Where it stands in the playbook.</param>
/// <param name="Column">The column there.</param>
/// <param name="Answer">What it answers.</param>
internal sealed record PlaybookStep(ModelRole Role, long Line, long Column, PlaybookAnswer Answer)
{
    /// <summary>How long the model seems to think before it answers.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Faults that precede the answer: each call throws the next one until none is left.</summary>
    public IReadOnlyList<PlaybookFault> Passing { get; init; } = [];

    /// <summary>A fault that every call throws; such a step is never finished.</summary>
    public PlaybookFault? Lasting { get; init; }

    /// <summary>What the call seems to cost.</summary>
    public ModelUsage? Usage { get; init; }
}
