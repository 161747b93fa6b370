namespace AgentNotebook.Models;

/// <summary>Why an attempt failed.</summary>
/// <param name="Diagnosis">The cause, in one or a few sentences.</param>
/// <param name="Facts">What was learnt that later calls should know, a sentence each.</param>
public sealed record DiagnoseReply(string Diagnosis, IReadOnlyList<string> Facts) : ModelReply;
