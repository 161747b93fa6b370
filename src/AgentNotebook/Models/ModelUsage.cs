namespace AgentNotebook.Models;

/// <summary>What a model call took.</summary>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="Cost">Price in US dollars; <see langword="null"/> when the price of the model is not known.</param>
/// <param name="IsEstimated">Whether the endpoint did not count, so that the tokens are reckoned from the characters.</param>
public sealed record ModelUsage(long InputTokens, long OutputTokens, decimal? Cost = null, bool IsEstimated = false)
{
    /// <summary>Tokens read and written.</summary>
    public long Tokens => InputTokens + OutputTokens;

    /// <summary>Both together; the cost is known when both are.</summary>
    public static ModelUsage operator +(ModelUsage left, ModelUsage right) => new(
        left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens, left.Cost + right.Cost, left.IsEstimated || right.IsEstimated);
}
