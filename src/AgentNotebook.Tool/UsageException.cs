namespace AgentNotebook.Tool;

/// <summary>The command line is well formed, but asks for something that does not exist or does not fit together.</summary>
/// <param name="message">What is wrong and what would be right.</param>
public sealed class UsageException(string message) : Exception(message);
