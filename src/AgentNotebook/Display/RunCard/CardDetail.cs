namespace AgentNotebook.Display.RunCard;

/// <summary>How much of each thing a card shows.</summary>
/// <param name="Attempts">Attempts shown in full: the first and the last ones.</param>
/// <param name="CodeLines">Lines of each code or diff.</param>
/// <param name="LineCharacters">Characters of a line.</param>
/// <param name="TextCharacters">Characters of an explanation, a message, a reason.</param>
/// <param name="OutputLines">Last lines of what was printed.</param>
/// <param name="Items">Entries of each list.</param>
/// <param name="HasGraph">Whether the state graph is drawn.</param>
/// <param name="HasCurve">Whether the memory curve is placed in the card.</param>
internal sealed record CardDetail(int Attempts, int CodeLines, int LineCharacters, int TextCharacters, int OutputLines, int Items, bool HasGraph, bool HasCurve = false)
{
    /// <summary>From ample to sparse. A card takes the first that fits; the last fits for any run.</summary>
    internal static readonly CardDetail[] Steps =
    [
        new(12, 80, 200, 1200, 40, 20, true),
        new(8, 40, 160, 800, 20, 12, true),
        new(5, 24, 120, 500, 12, 8, true),
        new(3, 14, 100, 300, 8, 5, true),
        new(2, 8, 80, 200, 5, 3, true),
        new(1, 5, 60, 100, 3, 2, true),
        new(1, 5, 60, 100, 3, 2, false),
    ];
}
