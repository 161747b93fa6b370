namespace AgentNotebook.Models.Scripted;

internal sealed record PlaybookFault(string Message, int? Status, TimeSpan? RetryAfter);
