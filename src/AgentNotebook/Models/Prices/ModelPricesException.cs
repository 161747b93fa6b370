namespace AgentNotebook.Models.Prices;

/// <summary>A price table cannot be read, or is not what one must be.</summary>
/// <param name="message">The file, the place in it, what is wrong there and the way out.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class ModelPricesException(string message, Exception? inner = null) : Exception(message, inner);
