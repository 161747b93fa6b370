using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Cells.Language.Completion;

/// <summary>Where the caret stands in code: the word under it and what comes before the word.</summary>
/// <param name="Start">Where the word begins.</param>
/// <param name="End">Where it ends; at or after the caret.</param>
/// <param name="Typed">The part of the word before the caret.</param>
internal sealed record CaretPlace(int Start, int End, string Typed)
{
    // Stands for the word that is not there yet, so that the parser sees the place as what it will be.
    private const string StandIn = "__here";

    public static CaretPlace At(string code, int position)
    {
        var (start, end) = (position, position);
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
        {
            start--;
        }

        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
        {
            end++;
        }

        return new CaretPlace(start, end, code[start..position]);
    }

    /// <summary>The code with a word at the caret, and the statement ended where nothing else follows on its line.</summary>
    public string Complete(string code)
    {
        var rest = code.AsSpan(End);
        var line = rest.IndexOfAny('\r', '\n');
        var after = rest.TrimStart();
        var endsHere = line >= 0 && rest[..line].IsWhiteSpace() && (after.IsEmpty || SyntaxFacts.IsIdentifierStartCharacter(after[0]) || after[0] is '}' or '/' or '#');
        var word = Start == End ? StandIn : code[Start..End];
        return string.Concat(code.AsSpan(0, Start), word, endsHere ? ";" : "", code.AsSpan(End));
    }

    /// <summary>Whether the caret is in a comment, a literal, a directive, a number or code that is switched off.</summary>
    public static bool IsInText(SyntaxNode root, int position)
    {
        var trivia = root.FindTrivia(position);
        if (IsText(trivia, position) || (position > 0 && IsText(root.FindTrivia(position - 1), position)))
        {
            return true;
        }

        var token = position == 0 ? root.FindToken(0) : root.FindToken(position - 1);
        var isEnd = position == token.Span.End;
        return token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken =>
                position > token.SpanStart && (!isEnd || IsOpen(token)),
            SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken => position > token.SpanStart && (!isEnd || IsOpen(token)),
            SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken => position > token.SpanStart,
            SyntaxKind.CloseBraceToken when token.Parent is InterpolationSyntax => isEnd && !token.IsMissing,
            SyntaxKind.ColonToken when token.Parent is InterpolationFormatClauseSyntax => true,
            SyntaxKind.NumericLiteralToken => position > token.SpanStart,
            _ => false,
        };
    }

    private static bool IsOpen(SyntaxToken literal) => literal.ContainsDiagnostics;

    private static bool IsText(SyntaxTrivia trivia, int position) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia => position > trivia.SpanStart && position <= trivia.Span.End,
        SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia =>
            position > trivia.SpanStart && (position < trivia.Span.End || !trivia.ToString().EndsWith("*/", StringComparison.Ordinal)),
        SyntaxKind.DisabledTextTrivia => trivia.FullSpan.Contains(position),
        _ => trivia.IsDirective && trivia.FullSpan.IntersectsWith(position) && position > trivia.SpanStart,
    };
}
