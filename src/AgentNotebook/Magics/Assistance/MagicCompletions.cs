namespace AgentNotebook.Magics.Assistance;

/// <summary>What may be typed at a place of a magic's line.</summary>
/// <param name="Start">Where the text begins that a completion takes the place of, counted from 0.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The completions, in the order in which to show them.</param>
public sealed record MagicCompletions(int Start, int End, IReadOnlyList<MagicCompletion> Items);
