namespace AgentNotebook.TorchSharp;

/// <summary>A model does not fit the module, the plan or the machine. Names the tensor or module, and the way out; nothing of the module was changed unless the message says so.</summary>
/// <param name="message">What does not fit.</param>
/// <param name="innerException">What it showed in; <see langword="null"/> for nothing.</param>
public sealed class TorchLoadException(string message, Exception? innerException = null) : Exception(message, innerException);
