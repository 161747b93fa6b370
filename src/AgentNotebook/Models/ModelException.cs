namespace AgentNotebook.Models;

/// <summary>A model could not answer.</summary>
/// <param name="message">What was asked, what came back and what to do.</param>
/// <param name="status">The HTTP status that came back, when the model is behind HTTP or a playbook imitates one.</param>
/// <param name="retryAfter">How long the endpoint asked to wait before the next try.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class ModelException(string message, int? status = null, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The HTTP status that came back; <see langword="null"/> when there was none.</summary>
    public int? Status { get; } = status;

    /// <summary>How long the endpoint asked to wait; <see langword="null"/> when it did not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>What went wrong when no status tells; <see langword="null"/> when the status or the inner exception says it all.</summary>
    public ModelFailure? Failure { get; init; }
}
