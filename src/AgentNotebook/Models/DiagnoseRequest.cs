namespace AgentNotebook.Models;

/// <summary>Asks a model why the last attempt failed.</summary>
/// <param name="Brief">What the run is asked to do.</param>
/// <param name="Attempts">Everything tried so far, oldest first; never empty.</param>
/// <param name="CallNumber">How many model calls of this run were finished before this one.</param>
public sealed record DiagnoseRequest(TaskBrief Brief, IReadOnlyList<Attempt> Attempts, int CallNumber) : ModelRequest(Brief, CallNumber);
