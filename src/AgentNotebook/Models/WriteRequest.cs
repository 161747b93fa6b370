namespace AgentNotebook.Models;

/// <summary>Asks a model for the first code, from the plan in the request's memory.</summary>
/// <param name="Brief">What the run is asked to do.</param>
/// <param name="CallNumber">How many model calls of this run were finished before this one.</param>
public sealed record WriteRequest(TaskBrief Brief, int CallNumber) : ModelRequest(Brief, CallNumber);
