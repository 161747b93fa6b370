namespace AgentNotebook.Magics.Assistance;

/// <summary>Something that may be typed on a magic's line.</summary>
/// <param name="Text">What is put in.</param>
/// <param name="Kind"><c>magic</c>, <c>parameter</c> or <c>value</c>.</param>
/// <param name="Help">One sentence.</param>
public sealed record MagicCompletion(string Text, string Kind, string Help);
