using AgentNotebook.Display;
using AgentNotebook.Magics;
using AgentNotebook.Magics.Assistance;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Cells.Language;

/// <summary>Helps on the lines of magics, by their declarations, where the language service says nothing.</summary>
/// <param name="catalog">The magics.</param>
internal sealed class CellAssistance(MagicCatalog catalog)
{
    /// <summary>What may stand at a place of a magic's line.</summary>
    /// <returns><see langword="null"/> when the place is in none.</returns>
    public CellCompletions? Complete(string code, int position, CancellationToken cancellationToken)
    {
        if (LineAt(code, position, cancellationToken) is not { } line)
        {
            return null;
        }

        var completions = MagicAssistance.Complete(catalog, code.Substring(line.Start, line.Length), position - line.Start);
        return new CellCompletions(
            line.Start + completions.Start,
            line.Start + completions.End,
            [.. completions.Items.Select(item => new CellCompletion(item.Text, item.Kind == "magic" ? CompletionKind.Magic : CompletionKind.Argument, item.Text, item.Help))]);
    }

    /// <summary>What stands at a place of a magic's line, explained.</summary>
    /// <returns><see langword="null"/> when the place is in none, or nothing stands there.</returns>
    public MimeBundle? Describe(string code, int position, CancellationToken cancellationToken) =>
        LineAt(code, position, cancellationToken) is { } line ? MagicAssistance.Describe(catalog, code.Substring(line.Start, line.Length), position - line.Start) : null;

    private TextSpan? LineAt(string code, int position, CancellationToken cancellationToken)
    {
        var line = SourceText.From(code).Lines.GetLineFromPosition(position);
        var text = line.ToString();
        // Only begun, it is no magic yet.
        return text.Trim() == "#!" || (MagicCatalog.IsMagicLine(text) && LanguageSource.Of(code, catalog, cancellationToken).Blanks.Any(span => span.Start == line.Start)) ? line.Span : null;
    }
}
