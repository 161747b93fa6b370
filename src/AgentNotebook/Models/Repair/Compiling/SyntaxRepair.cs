using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A missing or surplus punctuation mark near a syntax error: the mark the compiler asks for first, then the others.</summary>
internal sealed class SyntaxRepair : IRepair
{
    private static readonly string[] _marks = [";", ")", "]", "}", ",", "(", "{", ":", ");", "))", "[", "=", ">", "=>"];

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (context.View.SyntaxErrors == 0 || context.Is("CS1010", "CS1012", "CS1011", "CS1039"))
        {
            yield break;
        }

        var asked = context.Id switch
        {
            "CS1002" => ";",
            "CS1026" => ")",
            "CS1513" => "}",
            "CS1514" => "{",
            "CS1003" => context.Error!.GetMessage().Split('\'') is { Length: > 2 } parts ? parts[1] : ";",
            _ => "",
        };
        var positions = Positions(context).ToList();
        foreach (var mark in new[] { asked }.Concat(_marks).Where(mark => mark.Length > 0).Distinct())
        {
            foreach (var position in positions)
            {
                yield return new RepairProposal(Edit.Insert(position, mark), $"a `{mark}` was missing", mark == asked ? 0 : 1);
            }
        }

        var token = context.Root.FindToken(Math.Min(context.Span.Start, context.Root.FullSpan.End));
        foreach (var surplus in new[] { token, token.GetPreviousToken() })
        {
            if (surplus.Span.Length is > 0 and <= 2 && SyntaxFacts.IsPunctuation(surplus.Kind()))
            {
                yield return new RepairProposal(Edit.Delete(surplus.Span), $"the `{surplus.Text}` was one too many", 2);
            }
        }
    }

    private static IEnumerable<int> Positions(RepairContext context)
    {
        var view = context.View;
        var start = Math.Min(context.Span.Start, view.Root.FullSpan.End);
        var token = view.Root.FindToken(start);
        var positions = new List<int> { start, token.GetPreviousToken().Span.End, token.SpanStart, token.Span.End, context.Span.End };
        var line = view.Text.Lines.GetLineFromPosition(Math.Min(start, view.Text.Length)).LineNumber;
        for (var near = line; near >= Math.Max(0, line - 1); near--)
        {
            var tokens = view.Root.DescendantTokens(view.Text.Lines[near].Span).Where(t => t.Span.Length > 0 && view.Text.Lines[near].Span.Contains(t.SpanStart)).ToList();
            if (tokens.Count > 0)
            {
                positions.Add(tokens[^1].Span.End);
                positions.AddRange(tokens.Where(t => t.Kind() is SyntaxKind.SemicolonToken or SyntaxKind.CloseParenToken or SyntaxKind.OpenBraceToken).Select(t => t.SpanStart));
            }
        }

        return positions.Where(position => position <= view.Text.Length).Distinct();
    }
}
