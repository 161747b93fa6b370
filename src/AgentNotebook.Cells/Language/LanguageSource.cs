using AgentNotebook.Cells.Splitting;
using AgentNotebook.Magics;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Cells.Language;

/// <summary>A cell with its magics and directives blanked out: C# whose places are those of the cell.</summary>
/// <param name="Code">The C#, as long as the cell.</param>
/// <param name="Blanks">The places of its magics and directives.</param>
internal sealed record LanguageSource(string Code, IReadOnlyList<TextSpan> Blanks)
{
    public static LanguageSource Of(string cell, MagicCatalog catalog, CancellationToken cancellationToken)
    {
        if (!cell.Contains('#', StringComparison.Ordinal))
        {
            return new LanguageSource(cell, []);
        }

        var blanks = CellSplitter.OtherThanCSharp(cell, catalog, cancellationToken).ToList();
        var code = cell.ToCharArray();
        foreach (var index in blanks.SelectMany(span => Enumerable.Range(span.Start, span.Length)))
        {
            code[index] = code[index] is '\r' or '\n' ? code[index] : ' ';
        }

        return new LanguageSource(new string(code), blanks);
    }

    /// <summary>Whether a place is in a magic or a directive.</summary>
    public bool IsBlank(int position) => Blanks.Any(span => span.Contains(position) || (span.End == position && span.Length > 0));
}
