namespace AgentNotebook.Worker;

/// <summary>The result is something that cannot leave the worker.</summary>
internal sealed class ResultRefusedException(string message) : Exception(message);
