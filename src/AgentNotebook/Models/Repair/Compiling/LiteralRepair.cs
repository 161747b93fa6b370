using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Quotes that are missing or of the wrong kind, and number literals without the suffix their type needs.</summary>
internal sealed class LiteralRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context) => context.Id switch
    {
        "CS1012" or "CS1011" => Quotes(context),
        "CS1010" or "CS1039" or "CS8998" or "CS8997" => Close(context),
        "CS1525" or "CS1002" or "CS1003" or "CS1026" or "CS1056" or "CS0103" => Open(context).Concat(TypographicQuotes(context)),
        "CS0664" => Suffix(context),
        "CS0220" or "CS0463" => Wide(context),
        _ => [],
    };

    private static IEnumerable<RepairProposal> Quotes(RepairContext context)
    {
        var line = context.View.Text.Lines.GetLineFromPosition(context.Span.Start);
        var text = line.ToString();
        var open = text.IndexOf('\'', context.Span.Start - line.Start);
        for (var close = open < 0 ? -1 : text.IndexOf('\'', open + 1); close >= 0; close = text.IndexOf('\'', close + 1))
        {
            var span = TextSpan.FromBounds(line.Start + open, line.Start + close + 1);
            yield return new RepairProposal(new TextChange(span, '"' + text[(open + 1)..close].Replace("\"", "\\\"", StringComparison.Ordinal) + '"'), "a string stands in double quotes");
        }
    }

    private static IEnumerable<RepairProposal> Close(RepairContext context)
    {
        var line = context.View.Text.Lines.GetLineFromPosition(Math.Min(context.Span.Start, context.View.Text.Length));
        var text = line.ToString();
        foreach (var quote in new[] { '"', '\'' })
        {
            var from = text.LastIndexOf(quote) + 1;
            if (from == 0)
            {
                continue;
            }

            for (var at = from; at <= text.Length; at++)
            {
                if (at == text.Length || text[at] is ')' or ';' or ',' or '+' or ']' or '}' or ' ' or ':' or '.')
                {
                    var opensAtEnd = at == text.Length || text[at..].Trim() is ");" or ";" or ")" or "," or "));";
                    yield return new RepairProposal(Edit.Insert(line.Start + at, quote.ToString()), "the closing quote was missing", opensAtEnd ? 0 : 2);
                }
            }
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (at > 0 && text[at - 1] is '(' or ' ' or ',' or '=' or '+' or '[')
            {
                yield return new RepairProposal(Edit.Insert(line.Start + at, "\""), "the opening quote was missing", 3);
            }
        }

        if (text.Contains('"', StringComparison.Ordinal) && text.IndexOf('"', StringComparison.Ordinal) is var first && (first == 0 || text[first - 1] is not '@' and not '$'))
        {
            yield return new RepairProposal(Edit.Insert(line.Start + first, "@"), "a string over several lines needs `@`", 4);
        }
    }

    private static IEnumerable<RepairProposal> Open(RepairContext context)
    {
        if (context.View.SyntaxErrors == 0)
        {
            yield break;
        }

        var line = context.View.Text.Lines.GetLineFromPosition(Math.Min(context.Span.Start, context.View.Text.Length));
        var text = line.ToString();
        if (text.Count(c => c == '"') % 2 == 1)
        {
            foreach (var proposal in Close(context))
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<RepairProposal> TypographicQuotes(RepairContext context)
    {
        var changes = context.View.Code
            .Select((c, i) => (c, i))
            .Where(pair => pair.c is '“' or '”' or '„' or '‘' or '’')
            .Select(pair => new TextChange(new TextSpan(pair.i, 1), pair.c is '‘' or '’' ? "'" : "\""))
            .ToList();
        if (context.View.SyntaxErrors > 0 && changes.Count > 0)
        {
            yield return new RepairProposal(changes, "typographic quotes are not C# quotes");
        }
    }

    private static IEnumerable<RepairProposal> Suffix(RepairContext context)
    {
        var suffix = context.Error!.GetMessage().Contains("'decimal'", StringComparison.Ordinal) || context.Error.GetMessage().Contains("'M'", StringComparison.Ordinal) ? "m" : "f";
        yield return new RepairProposal(Edit.Insert(context.Span.End, suffix), $"a literal of this type ends in `{suffix}`");
    }

    private static IEnumerable<RepairProposal> Wide(RepairContext context)
    {
        foreach (var literal in context.Node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Where(l => l.IsKind(SyntaxKind.NumericLiteralExpression)).Take(1))
        {
            yield return new RepairProposal(Edit.Insert(literal.Span.End, "L"), "the constant does not fit into an int");
        }

        foreach (var name in context.Node.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Take(1))
        {
            yield return new RepairProposal(Edit.Insert(name.SpanStart, "(long)"), "the constant does not fit into an int", 1);
        }
    }
}
