namespace AgentNotebook.Models.Scripted;

/// <summary>The answer to one finished call.</summary>
/// <param name="Role">Which question it answers.</param>
/// <param name="Line">Where it stands in the playbook.</param>
/// <param name="Delay">How long the model seems to think before it answers.</param>
/// <param name="Passing">Faults that precede the answer: each call throws the next one until none is left.</param>
/// <param name="Lasting">A fault that every call throws; such a step is never finished.</param>
/// <param name="Text">The plan or the explanation.</param>
/// <param name="Code">The code; null when the step gives up.</param>
internal sealed record PlaybookStep(
    PlaybookRole Role, long Line, TimeSpan Delay, IReadOnlyList<PlaybookFault> Passing, PlaybookFault? Lasting, string Text, string? Code);
