using System.Text;
using AgentNotebook.Cells.Splitting;
using AgentNotebook.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Documents.Exporting.Html;

/// <summary>Code of cells as HTML, C# and the lines of magics in colours.</summary>
/// <param name="catalog">The magics.</param>
internal sealed class CodeHtml(MagicCatalog catalog)
{
    private static readonly CSharpParseOptions _options = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>A cell's C#, with the magics and directives in it.</summary>
    public string OfCell(string code)
    {
        // What is no C# is read as blanks, so that every character keeps its place.
        var masked = new StringBuilder(code);
        var marks = new List<(TextSpan Span, string Class)>();
        foreach (var other in CellSplitter.OtherThanCSharp(code, catalog, CancellationToken.None))
        {
            var line = code.IndexOf('\n', other.Start, other.Length) is >= 0 and var end ? TextSpan.FromBounds(other.Start, end) : other;
            marks.Add((line, "nb-magic"));
            Blank(masked, IsCSharp(code, line, other) ? line : other);
        }

        return Write(code, marks.Concat(Tokens(masked.ToString())));
    }

    /// <summary>C# and nothing else.</summary>
    public static string OfCSharp(string code) => Write(code, Tokens(code));

    /// <summary>Whether what a magic takes reads like C#: a task for an agent may be that, or plain language.</summary>
    private bool IsCSharp(string code, TextSpan line, TextSpan all)
    {
        var name = code[line.Start..line.End].Trim().Split((char[]?)null, 2)[0];
        return catalog.Find(name) is { IsLanguage: false } && code.AsSpan(line.End, all.End - line.End).ContainsAny(";{");
    }

    private static void Blank(StringBuilder text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            text[i] = text[i] == '\n' ? '\n' : ' ';
        }
    }

    private static IEnumerable<(TextSpan Span, string Class)> Tokens(string code)
    {
        foreach (var token in CSharpSyntaxTree.ParseText(code, _options).GetRoot().DescendantTokens(descendIntoTrivia: true))
        {
            foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia).Where(IsComment))
            {
                yield return (trivia.Span, "nb-comment");
            }

            if (ClassOf(token) is { } kind && !token.Span.IsEmpty)
            {
                yield return (token.Span, kind);
            }
        }
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "nb-number",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedRawStringEndToken => "nb-string",
        SyntaxKind.IdentifierToken when token.Text is "var" => "nb-keyword",
        SyntaxKind.IdentifierToken when IsType(token) => "nb-type",
        _ when token.IsKeyword() => "nb-keyword",
        _ => null,
    };

    private static bool IsType(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => true,
        SimpleNameSyntax { Parent: VariableDeclarationSyntax or ObjectCreationExpressionSyntax or ParameterSyntax or TypeArgumentListSyntax or ArrayTypeSyntax or NullableTypeSyntax
            or SimpleBaseTypeSyntax or CastExpressionSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or TupleElementSyntax or CatchDeclarationSyntax } name =>
            name.Parent is not CastExpressionSyntax cast || cast.Type == name,
        _ => false,
    };

    private static string Write(string code, IEnumerable<(TextSpan Span, string Class)> marks)
    {
        var html = new StringBuilder(code.Length * 2);
        var at = 0;
        foreach (var (span, kind) in marks.OrderBy(mark => mark.Span.Start).Where(mark => mark.Span.End <= code.Length))
        {
            if (span.Start < at)
            {
                continue;
            }

            html.Append(TextHtml.Escape(code[at..span.Start])).Append($"<span class=\"{kind}\">").Append(TextHtml.Escape(code[span.Start..span.End])).Append("</span>");
            at = span.End;
        }

        return html.Append(TextHtml.Escape(code[at..])).ToString();
    }
}
