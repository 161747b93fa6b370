namespace AgentNotebook.Models;

/// <summary>Asks a model for a plan.</summary>
/// <param name="Brief">What the run is asked to do.</param>
/// <param name="CallNumber">How many model calls of this run were finished before this one.</param>
public sealed record PlanRequest(TaskBrief Brief, int CallNumber) : ModelRequest(Brief, CallNumber);
