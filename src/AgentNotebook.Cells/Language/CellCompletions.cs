namespace AgentNotebook.Cells.Language;

/// <summary>The ways to go on at a place.</summary>
/// <param name="Start">Where what a completion replaces begins: an offset in UTF-16 units, at or before the caret.</param>
/// <param name="End">Where it ends, at or after the caret.</param>
/// <param name="Items">The completions, the best first.</param>
public sealed record CellCompletions(int Start, int End, IReadOnlyList<CellCompletion> Items)
{
    /// <summary>Whether there were more than <see cref="CellLanguageOptions.MaxCompletions"/>.</summary>
    public bool IsCut { get; init; }

    internal static CellCompletions None(int position) => new(position, position, []);
}
