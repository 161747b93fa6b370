namespace AgentNotebook.Execution;

/// <summary>A worker process could not be started or did not become ready in time. Nothing of the guest has run.</summary>
/// <param name="message">What was tried, what happened and what to do.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class WorkerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
