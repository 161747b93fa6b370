namespace AgentNotebook.Agents.Events;

/// <summary>A model call is finished. On the disk before its answer is used, so that it is never made again.</summary>
/// <param name="Call">The call's number.</param>
/// <param name="State">The state that asked.</param>
/// <param name="Text">The plan, or the explanation of a revision.</param>
/// <param name="Code">The code to try; <see langword="null"/> when the model knows no further.</param>
/// <param name="Elapsed">How long the model took.</param>
public sealed record ModelAnswered(int Call, AgentState State, string Text, string? Code, TimeSpan Elapsed) : RunEvent;
