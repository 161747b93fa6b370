using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>Steps in the wrong order, or inside a loop when they belong outside, or the other way round.</summary>
internal sealed class OrderSlip : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            yield break;
        }

        foreach (var block in context.Root.DescendantNodes().OfType<BlockSyntax>())
        {
            var inLoop = Places.BodyOf(block.Parent!) == block && block.Parent is not IfStatementSyntax;
            for (var i = 0; i + 1 < block.Statements.Count; i++)
            {
                var (first, second) = (block.Statements[i], block.Statements[i + 1]);
                if (Written(first) is { } a && Written(second) is { } b && (Reads(second, a) || Reads(first, b)))
                {
                    yield return new RepairProposal([Edit.Replace(first, second.ToString()), Edit.Replace(second, first.ToString())], $"`{b}` must be brought up to date before `{a}`", inLoop ? 2 : 6);
                }
            }

            foreach (var proposal in inLoop ? Loop(context, block) : [])
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<RepairProposal> Loop(RepairContext context, BlockSyntax block)
    {
        var loop = (StatementSyntax)block.Parent!;
        if (block.Statements.Count > 1 && block.Statements[^1] is ReturnStatementSyntax { Expression: not null } last)
        {
            yield return new RepairProposal([Edit.Delete(Whole(context, last)), .. Edit.After(context.View, loop, last.ToString())], "it returned in the first step of the loop", 1);
        }

        // An accumulator declared inside the loop starts anew in every step.
        foreach (var declaration in block.Statements.OfType<LocalDeclarationStatementSyntax>().Where(d => d.Declaration.Variables is [{ Initializer.Value: LiteralExpressionSyntax or BaseObjectCreationExpressionSyntax }]))
        {
            var loopName = (loop as ForStatementSyntax)?.Declaration?.Variables.FirstOrDefault()?.Identifier.ValueText;
            if (loopName is null || !Comparisons.Names(declaration).Contains(loopName))
            {
                yield return new RepairProposal([.. Edit.Before(context.View, loop, declaration.ToString()), Edit.Delete(Whole(context, declaration))], $"`{declaration.Declaration.Variables[0].Identifier}` started anew in every step", 3);
            }
        }

        // The reverse: what an inner loop builds up starts anew in every step of the outer one.
        var siblings = loop.Parent is BlockSyntax outer ? outer.Statements.ToList() : loop.Parent is GlobalStatementSyntax g ? g.Parent!.ChildNodes().OfType<GlobalStatementSyntax>().Select(s => s.Statement).ToList() : [];
        var inner = block.Statements.FirstOrDefault(s => s is ForStatementSyntax or WhileStatementSyntax or CommonForEachStatementSyntax);
        if (inner is not null)
        {
            foreach (var write in inner.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => a.Left is IdentifierNameSyntax && a.OperatorToken.Text is "+=" or "*=").DistinctBy(a => a.Left.ToString()))
            {
                if (Places.Declaration(context.SymbolOf(write.Left)) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax start } && siblings.All(s => !s.Contains(write) || s == loop))
                {
                    yield return new RepairProposal(Edit.Before(context.View, inner, $"{write.Left} = {start};"), $"`{write.Left}` must start anew for each step of the outer loop", 4);
                }
            }
        }

        // A step after the loop that belongs into it: `previous = current`.
        var index = siblings.IndexOf(loop);
        if (index >= 0 && index + 1 < siblings.Count && siblings[index + 1] is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax } next && next.SemicolonToken.Span.Length > 0)
        {
            yield return new RepairProposal([Edit.Delete(Whole(context, next)), .. Edit.AtEnd(context.View, block, next.ToString())], "the step belongs into the loop", 5);
        }

        if (block.Statements.Count > 1 && block.Statements[^1] is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax } tail)
        {
            yield return new RepairProposal([Edit.Delete(Whole(context, tail)), .. Edit.After(context.View, loop, tail.ToString())], "the step belongs after the loop", 7);
        }
    }

    private static TextSpan Whole(RepairContext context, StatementSyntax statement)
    {
        var line = context.View.Text.Lines.GetLineFromPosition(statement.SpanStart);
        return line.ToString().Trim() == statement.ToString() ? line.SpanIncludingLineBreak : statement.Span;
    }

    private static string? Written(StatementSyntax statement) => statement switch
    {
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: var left } } => left.ToString(),
        ExpressionStatementSyntax { Expression: PostfixUnaryExpressionSyntax { Operand: var operand } } => operand.ToString(),
        LocalDeclarationStatementSyntax { Declaration.Variables: [var v] } => v.Identifier.ValueText,
        _ => null,
    };

    private static bool Reads(StatementSyntax statement, string name) => statement.DescendantNodes().OfType<ExpressionSyntax>()
        .Any(e => e.ToString() == name && !(e.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } a && a.Left == e));
}
