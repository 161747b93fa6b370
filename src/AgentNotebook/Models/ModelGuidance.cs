namespace AgentNotebook.Models;

/// <summary>A word to the model from outside the conversation.</summary>
/// <param name="Kind">Who speaks, and how firmly.</param>
/// <param name="Text">What to heed.</param>
public sealed record ModelGuidance(GuidanceKind Kind, string Text);
