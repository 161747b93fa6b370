namespace AgentNotebook.Models.Chat;

/// <summary>A reply does not have the form that was asked for.</summary>
/// <param name="message">What is missing or too much, for the model that wrote it and for people.</param>
internal sealed class MalformedReplyException(string message) : Exception(message);
