namespace AgentNotebook.Models.Scripted;

/// <summary>How a call fails.</summary>
internal sealed record PlaybookFault(string Message, int? Status, TimeSpan? RetryAfter, ModelFailure? Failure);
