using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Language;

/// <summary>One way to go on.</summary>
/// <param name="Text">What takes the place of the characters from <see cref="CellCompletions.Start"/> to <see cref="CellCompletions.End"/>.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Display">What a list shows: the text, with type parameters.</param>
/// <param name="Signature">Type, parameters or the like on one line; may be empty.</param>
public sealed record CellCompletion(string Text, CompletionKind Kind, string Display, string Signature)
{
    /// <summary>What its documentation is read from.</summary>
    internal ISymbol? Symbol { get; init; }

    /// <summary>A better name to match with than the text; <see langword="null"/> for the text.</summary>
    internal string? Filter { get; init; }

    /// <summary>Whether it fits what is expected at the place, and so comes first among equals.</summary>
    internal bool IsExpected { get; init; }
}
