using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Cells.Splitting;

/// <summary>Splits a cell into C# and magics. Everything is parsed before anything runs, so a misspelled last line costs nothing.</summary>
internal sealed class CellSplitter(MagicCatalog catalog, Func<string, CancellationToken, SyntaxTree> parse)
{
    /// <exception cref="MagicException">A magic line is wrong.</exception>
    public IReadOnlyList<CellSegment> Split(string code, CancellationToken cancellationToken)
    {
        var text = SourceText.From(code);
        var candidates = text.Lines.Where(line => MagicCatalog.IsMagicLine(line.ToString())).ToList();
        if (candidates.Count == 0)
        {
            return string.IsNullOrWhiteSpace(code) ? [] : [new CodeSegment(parse(code, cancellationToken))];
        }

        var segments = new List<CellSegment>();
        var codeStart = 0;
        foreach (var line in OutsideLiteralsAndComments(text, candidates, cancellationToken))
        {
            AddCode(segments, text, codeStart, line.Start, cancellationToken);
            var (magic, arguments) = catalog.Parse(line.ToString(), line.LineNumber + 1);
            if (magic.HasBody)
            {
                segments.Add(new MagicSegment(magic, arguments, code[line.EndIncludingLineBreak..], line.LineNumber + 1));
                return segments;
            }

            segments.Add(new MagicSegment(magic, arguments, "", line.LineNumber + 1));
            codeStart = line.EndIncludingLineBreak;
        }

        AddCode(segments, text, codeStart, text.Length, cancellationToken);
        return segments;
    }

    /// <summary>
    /// The lexer decides: each candidate is replaced by a line comment of the same length; where that comes out as a comment of its own,
    /// a magic may stand, and where it comes out inside a literal, a comment or disabled text, it may not.
    /// </summary>
    private static IEnumerable<TextLine> OutsideLiteralsAndComments(SourceText text, List<TextLine> candidates, CancellationToken cancellationToken)
    {
        var masked = text.WithChanges(candidates.Select(line => new TextChange(line.Span, "//".PadRight(line.Span.Length))));
        var options = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.None);
        var root = CSharpSyntaxTree.ParseText(masked, options, cancellationToken: cancellationToken).GetRoot(cancellationToken);
        foreach (var line in candidates)
        {
            var trivia = root.FindTrivia(line.Start);
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.SpanStart == line.Start)
            {
                yield return line;
            }
        }
    }

    private void AddCode(List<CellSegment> segments, SourceText text, int start, int end, CancellationToken cancellationToken)
    {
        var code = text.ToString(TextSpan.FromBounds(start, end));
        if (!string.IsNullOrWhiteSpace(code))
        {
            var lineBreaks = new string('\n', text.Lines.GetLineFromPosition(start).LineNumber);
            segments.Add(new CodeSegment(parse(lineBreaks + code, cancellationToken)));
        }
    }
}
