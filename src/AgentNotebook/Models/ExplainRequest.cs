namespace AgentNotebook.Models;

/// <summary>Asks a model what the result of a run that succeeded means.</summary>
/// <param name="Brief">What the run was asked to do.</param>
/// <param name="Attempts">Everything tried, oldest first; the last one succeeded.</param>
/// <param name="CallNumber">How many model calls of this run were finished before this one.</param>
public sealed record ExplainRequest(TaskBrief Brief, IReadOnlyList<Attempt> Attempts, int CallNumber) : ModelRequest(Brief, CallNumber);
