namespace AgentNotebook.Models.Recording;

/// <summary>Stands for an exception of a type that replaying does not make again.</summary>
/// <param name="type">The full name of the type that was thrown.</param>
/// <param name="message">Its message.</param>
/// <param name="inner">Its cause.</param>
public sealed class RecordedFaultException(string type, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The full name of the type that was thrown.</summary>
    public string Type { get; } = type;
}
