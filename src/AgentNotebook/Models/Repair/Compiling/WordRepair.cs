using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Words and operators of other languages, and operators with their characters swapped, on the line of a syntax error.</summary>
internal sealed class WordRepair : IRepair
{
    private static readonly (string Wrong, string Right)[] _words =
    [
        ("and", "&&"), ("or", "||"), ("not", "!"), ("elif", "else if"), ("elseif", "else if"), ("elsif", "else if"), ("of", "in"), ("function", "void"), ("func", "void"),
        ("def", "void"), ("let", "var"), ("then", ""), ("foreach", "for"), ("for", "foreach"), ("until", "while"), ("unless", "if"), ("begin", "{"), ("end", "}"), ("final", "readonly"),
    ];

    private static readonly (string Wrong, string Right)[] _operators =
    [
        ("=<", "<="), ("=>", ">="), ("=!", "!="), ("<>", "!="), ("===", "=="), ("!==", "!="), ("=+", "+="), ("=-", "-="), (":=", "="), ("**", "*"), ("->", "=>"), ("->", "."), (") = ", ") => "), ("&&&", "&&"), ("|||", "||"),
    ];

    private static readonly string[] _keywords =
    [
        "return", "while", "foreach", "for", "if", "else", "switch", "case", "break", "continue", "class", "struct", "record", "public", "private", "static", "new", "using", "void", "int", "string",
        "double", "bool", "var", "try", "catch", "finally", "throw", "do", "in", "await", "async", "default", "interface", "enum", "override", "virtual", "abstract", "readonly", "const", "namespace", "is", "as",
    ];

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        var syntax = context.View.SyntaxErrors > 0;
        if (!syntax && !context.Is("CS0103", "CS0246", "CS1002", "CS0201"))
        {
            yield break;
        }

        var start = Math.Min(context.Span.Start, context.Root.FullSpan.End);
        var current = context.View.Text.Lines.GetLineFromPosition(start).LineNumber;
        for (var number = current; number >= Math.Max(0, current - 1); number--)
        {
            var line = context.View.Text.Lines[number].Span;
            var text = context.View.Text.ToString(line);
            foreach (var (wrong, right) in _operators)
            {
                for (var at = text.IndexOf(wrong, StringComparison.Ordinal); at >= 0 && syntax; at = text.IndexOf(wrong, at + wrong.Length, StringComparison.Ordinal))
                {
                    yield return new RepairProposal(new TextChange(new TextSpan(line.Start + at, wrong.Length), right), $"`{wrong}` is no operator here, and `{right}` is");
                }
            }

            foreach (var token in context.Root.DescendantTokens(line).Where(t => line.Contains(t.SpanStart) && t.Text.Length > 0 && char.IsLetter(t.Text[0])))
            {
                foreach (var (wrong, right) in _words.Where(pair => pair.Wrong == token.Text && (syntax || token.Span.OverlapsWith(context.Span))))
                {
                    yield return new RepairProposal(Edit.Replace(token, right), $"C# writes `{wrong}` as `{right}`");
                }

                if (token.IsKind(SyntaxKind.IdentifierToken))
                {
                    foreach (var keyword in _keywords)
                    {
                        if (NameDistance.Near(token.Text, keyword) is { } distance && (distance <= 2 || keyword.Length > 4))
                        {
                            yield return new RepairProposal(Edit.Replace(token, keyword), $"`{token.Text}` is a misspelling of the keyword `{keyword}`", distance);
                        }
                    }
                }
            }
        }
    }
}
