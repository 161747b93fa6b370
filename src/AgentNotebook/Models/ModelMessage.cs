namespace AgentNotebook.Models;

/// <summary>One message between us and a model.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said.</param>
public sealed record ModelMessage(string Role, string Text);
