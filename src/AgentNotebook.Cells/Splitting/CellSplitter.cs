using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Cells.Splitting;

/// <summary>Splits a cell into C#, directives, magics and parts in other languages. Everything is parsed before anything runs, so a misspelled last line costs nothing.</summary>
/// <param name="catalog">The magics.</param>
/// <param name="parse">Parses C#.</param>
/// <param name="language">The magic of the language in which the cell begins; <see langword="null"/> for C#.</param>
internal sealed class CellSplitter(MagicCatalog catalog, Func<string, CancellationToken, SyntaxTree> parse, MagicDeclaration? language = null)
{
    private static readonly MagicArguments _noArguments = new(new Dictionary<string, IReadOnlyList<object>>());

    private readonly List<CellSegment> _segments = [];
    private SourceText _text = SourceText.From("");

    /// <exception cref="MagicException">A magic or directive line is wrong.</exception>
    public IReadOnlyList<CellSegment> Split(string code, CancellationToken cancellationToken)
    {
        _text = SourceText.From(code);
        var at = language is null ? 0 : AddBody(language, _noArguments, start: 0, line: 0);
        while (at < _text.Length)
        {
            at = AddCSharp(at, cancellationToken);
        }

        return _segments;
    }

    /// <returns>Where it ends: behind the body of a magic, or at the end of the cell.</returns>
    private int AddCSharp(int start, CancellationToken cancellationToken)
    {
        var candidates = _text.Lines.Skip(_text.Lines.IndexOf(start)).Where(IsCandidate).ToList();
        var references = new List<(TextLine Line, Directive Directive)>();
        var codeStart = start;
        foreach (var line in OutsideLiteralsAndComments(_text, start, candidates, cancellationToken))
        {
            var (text, number) = (line.ToString(), line.LineNumber + 1);
            if (Directive.IsDirectiveLine(text))
            {
                var directive = Directive.Parse(text, number);
                if (directive.Kind != DirectiveKind.Load)
                {
                    references.Add((line, directive));
                    continue;
                }

                AddCode(codeStart, line.Start, references, cancellationToken);
                _segments.Add(new LoadSegment(directive));
            }
            else
            {
                AddCode(codeStart, line.Start, references, cancellationToken);
                var (magic, arguments) = catalog.Parse(text, number);
                if (magic.HasBody)
                {
                    return AddBody(magic, arguments, line.EndIncludingLineBreak, number);
                }

                _segments.Add(new MagicSegment(magic, arguments, "", number));
            }

            codeStart = line.EndIncludingLineBreak;
        }

        AddCode(codeStart, _text.Length, references, cancellationToken);
        return _text.Length;
    }

    private static bool IsCandidate(TextLine line)
    {
        var text = line.ToString();
        return MagicCatalog.IsMagicLine(text) || Directive.IsDirectiveLine(text);
    }

    /// <summary>The parts of a cell that are no C#: the lines of magics and directives, and what belongs to them. Takes misspelled ones too.</summary>
    internal static IEnumerable<TextSpan> OtherThanCSharp(string code, MagicCatalog catalog, CancellationToken cancellationToken)
    {
        var text = SourceText.From(code);
        for (var at = 0; at < text.Length;)
        {
            var candidates = text.Lines.Skip(text.Lines.IndexOf(at)).Where(IsCandidate).ToList();
            var next = text.Length;
            foreach (var line in OutsideLiteralsAndComments(text, at, candidates, cancellationToken))
            {
                var name = line.ToString().Trim().Split((char[]?)null, 2)[0];
                if (catalog.Find(name) is { HasBody: true } magic)
                {
                    next = BodyEnd(text, catalog, magic, line.EndIncludingLineBreak);
                    yield return TextSpan.FromBounds(line.Start, next);
                    break;
                }

                yield return line.Span;
            }

            at = next;
        }
    }

    /// <summary>
    /// The lexer decides: each candidate is replaced by a line comment of the same length; where that comes out as a comment of its own,
    /// a magic or a directive may stand, and where it comes out inside a literal, a comment or disabled text, it may not.
    /// </summary>
    private static IEnumerable<TextLine> OutsideLiteralsAndComments(SourceText text, int start, List<TextLine> candidates, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            yield break;
        }

        var masked = text.WithChanges(candidates.Select(line => new TextChange(line.Span, "//".PadRight(line.Span.Length)))).GetSubText(start);
        var options = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.None);
        var root = CSharpSyntaxTree.ParseText(masked, options, cancellationToken: cancellationToken).GetRoot(cancellationToken);
        foreach (var line in candidates)
        {
            var trivia = root.FindTrivia(line.Start - start);
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.SpanStart == line.Start - start)
            {
                yield return line;
            }
        }
    }

    /// <returns>Where the body ends.</returns>
    private int AddBody(MagicDeclaration magic, MagicArguments? arguments, int start, int line)
    {
        var end = BodyEnd(_text, catalog, magic, start);
        var body = _text.ToString(TextSpan.FromBounds(start, end));
        if (line > 0 || !string.IsNullOrWhiteSpace(body))
        {
            _segments.Add(new MagicSegment(magic, arguments, body, line));
        }

        return end;
    }

    private static int BodyEnd(SourceText text, MagicCatalog catalog, MagicDeclaration magic, int start)
    {
        var next = magic.IsLanguage ? text.Lines.Skip(text.Lines.IndexOf(start)).FirstOrDefault(line => line.Start >= start && catalog.IsLanguageLine(line.ToString())) : default;
        return next.Text is null ? text.Length : next.Start;
    }

    private void AddCode(int start, int end, List<(TextLine Line, Directive Directive)> references, CancellationToken cancellationToken)
    {
        if (references.Count > 0)
        {
            _segments.Add(new ReferencesSegment([.. references.Select(reference => reference.Directive)]));
        }

        var span = TextSpan.FromBounds(start, end);
        var blanked = _text.WithChanges(references.Select(reference => new TextChange(reference.Line.Span, new string(' ', reference.Line.Span.Length))));
        var code = blanked.ToString(span);
        references.Clear();
        if (!string.IsNullOrWhiteSpace(code))
        {
            var lineBreaks = new string('\n', _text.Lines.GetLineFromPosition(start).LineNumber);
            _segments.Add(new CodeSegment(parse(lineBreaks + code, cancellationToken)));
        }
    }
}
