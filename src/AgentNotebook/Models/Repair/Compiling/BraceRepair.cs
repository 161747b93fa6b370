using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A missing brace, put where the indentation shows that it was meant.</summary>
internal sealed class BraceRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (context.View.SyntaxErrors == 0 || !context.Is("CS1513", "CS1022", "CS7017", "CS1514", "CS1519", "CS8124", "CS1001", "CS1002", "CS1003", "CS1026", "CS8803", "CS0106"))
        {
            return [];
        }

        return Closing(context.View).Concat(Opening(context.View));
    }

    private static IEnumerable<RepairProposal> Closing(CodeView view)
    {
        var open = new Stack<int>();
        foreach (var token in view.Root.DescendantTokens().Where(t => t.Span.Length > 0))
        {
            var line = view.Text.Lines.GetLineFromPosition(token.SpanStart);
            var startsLine = string.IsNullOrWhiteSpace(view.Text.ToString(TextSpan.FromBounds(line.Start, token.SpanStart)));
            var closes = token.IsKind(SyntaxKind.CloseBraceToken);
            if (startsLine && open.Count > 0)
            {
                var outer = open.Peek();
                var here = token.SpanStart - line.Start;
                if (closes ? here < outer : here <= outer && !token.IsKind(SyntaxKind.OpenBraceToken))
                {
                    var indent = new string(' ', outer);
                    yield return new RepairProposal(Edit.Insert(line.Start, indent + "}\n"), "the block before this line was not closed", -1);
                    open.Pop();
                }
            }

            if (token.IsKind(SyntaxKind.OpenBraceToken) && token.Parent is not InterpolationSyntax)
            {
                var text = line.ToString();
                open.Push(text.Length - text.TrimStart().Length);
            }
            else if (closes && token.Parent is not InterpolationSyntax && open.Count > 0)
            {
                open.Pop();
            }
        }

        if (open.Count > 0)
        {
            yield return new RepairProposal(Edit.Insert(view.Text.Length, string.Concat(open.Select(indent => "\n" + new string(' ', indent) + "}"))), "the last block was not closed");
        }
    }

    private static IEnumerable<RepairProposal> Opening(CodeView view)
    {
        var lines = view.Text.Lines;
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            var text = lines[i].ToString().TrimEnd();
            if (text.Length == 0 || text[^1] is '{' or ';' or ',' or '}' or '(' || lines[i + 1].ToString().TrimStart().StartsWith('{'))
            {
                continue;
            }

            var indent = Indent(text);
            var next = i + 1;
            while (next < lines.Count && (string.IsNullOrWhiteSpace(lines[next].ToString()) || Indent(lines[next].ToString()) > indent))
            {
                next++;
            }

            var closed = next > i + 1 && next < lines.Count && Indent(lines[next].ToString()) == indent && lines[next].ToString().TrimStart().StartsWith('}');
            if (next > i + 1)
            {
                yield return new RepairProposal(Edit.Insert(lines[i].Start + text.Length, " {"), "the block of this line was not opened", closed ? -1 : 3);
            }
        }
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
