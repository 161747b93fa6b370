using Microsoft.Extensions.AI;

namespace AgentNotebook.Models.Chat;

/// <summary>What came back from one question to a chat client.</summary>
/// <param name="Text">The reply.</param>
/// <param name="Model">The model as the endpoint calls it; empty when it did not say.</param>
/// <param name="FinishReason">Why it ended; <see langword="null"/> when the client did not say.</param>
/// <param name="Usage">What the endpoint counted; <see langword="null"/> when it did not count.</param>
internal sealed record ChatAnswer(string Text, string Model, ChatFinishReason? FinishReason, UsageDetails? Usage);
