using AgentNotebook.Models;

namespace AgentNotebook.Display.RunCard;

/// <summary>What a model has written of an answer it has not finished.</summary>
/// <param name="Role">What it was asked for.</param>
/// <param name="Characters">How much it has written.</param>
/// <param name="Tail">The end of it.</param>
public sealed record WrittenSoFar(ModelRole Role, long Characters, string Tail);
