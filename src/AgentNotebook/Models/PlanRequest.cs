namespace AgentNotebook.Models;

/// <summary>Asks a model for a plan and the first code.</summary>
/// <param name="Brief">What the run is asked to do.</param>
/// <param name="CallNumber">How many model calls of this run were finished before this one; selects the step of a scripted playbook.</param>
public sealed record PlanRequest(TaskBrief Brief, int CallNumber);
