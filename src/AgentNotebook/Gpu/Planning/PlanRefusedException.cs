namespace AgentNotebook.Gpu.Planning;

/// <summary>What is asked of a plan contradicts itself, the model or the machine. The message says how, and the way out.</summary>
/// <param name="message">What contradicts what, and the way out.</param>
public sealed class PlanRefusedException(string message) : Exception(message);
