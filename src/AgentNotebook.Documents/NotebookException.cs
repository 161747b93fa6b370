namespace AgentNotebook.Documents;

/// <summary>A notebook file cannot be read, run or written as asked. The message names the file, the place and the way out.</summary>
/// <param name="message">What is wrong and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class NotebookException(string message, Exception? inner = null) : Exception(message, inner);
