namespace AgentNotebook.Models;

/// <summary>The text that should choose a model names none.</summary>
/// <param name="message">What was asked for, what there is, and which name is nearest.</param>
public sealed class UnknownModelException(string message) : Exception(message);
