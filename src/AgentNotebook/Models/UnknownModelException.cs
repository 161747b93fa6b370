namespace AgentNotebook.Models;

/// <summary>What should choose a model names none, or one that cannot be had.</summary>
/// <param name="message">What was asked for, what is missing or which name is nearest, and the way out.</param>
public sealed class UnknownModelException(string message) : Exception(message);
