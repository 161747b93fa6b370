using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>A loop that does not end: its step is missing, goes the wrong way or belongs to another loop, or its condition can be stepped over.</summary>
internal sealed class LoopRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (context.Outcome!.Verdict is not (Execution.Verdict.TimedOut or Execution.Verdict.OutOfMemory) && !context.Threw("OutOfMemoryException"))
        {
            yield break;
        }

        foreach (var loop in context.Root.DescendantNodes().Where(n => n is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax).Cast<StatementSyntax>())
        {
            var proposals = (loop is ForStatementSyntax f ? For(f) : []).Concat(Steps(context, loop)).Concat(Conditions(context, loop)).Concat(Search(loop)).Concat(Walk(context, loop));
            foreach (var proposal in proposals)
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<RepairProposal> For(ForStatementSyntax loop)
    {
        var name = loop.Declaration?.Variables.FirstOrDefault()?.Identifier.ValueText;
        var rising = Comparisons.Of(loop.Condition).FirstOrDefault()?.OperatorToken.Text is "<" or "<=" or "!=";
        if (name is null)
        {
            yield break;
        }

        var moved = loop.Incrementors.Concat(loop.Statement.DescendantNodes().OfType<ExpressionSyntax>()).Any(e => Writes(e) == name);
        if (loop.Incrementors.Count == 0 && !moved)
        {
            yield return new RepairProposal(Edit.Insert(loop.CloseParenToken.SpanStart, (loop.SecondSemicolonToken.TrailingTrivia.Any() ? "" : " ") + name + (rising ? "++" : "--")), "the loop had no step", -2);
        }

        foreach (var step in loop.Incrementors)
        {
            if (Writes(step) is { } stepped && stepped != name)
            {
                yield return new RepairProposal(Edit.Replace(step, step.ToString().Replace(stepped, name, StringComparison.Ordinal)), $"the loop over `{name}` stepped `{stepped}`", -2);
            }
        }
    }

    private static string? Writes(ExpressionSyntax e) => e switch
    {
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax n } p when p.IsKind(SyntaxKind.PostIncrementExpression) || p.IsKind(SyntaxKind.PostDecrementExpression) => n.Identifier.ValueText,
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax n } p when p.IsKind(SyntaxKind.PreIncrementExpression) || p.IsKind(SyntaxKind.PreDecrementExpression) => n.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax n } => n.Identifier.ValueText,
        _ => null,
    };

    private static IEnumerable<RepairProposal> Steps(RepairContext context, StatementSyntax loop)
    {
        var condition = Places.ConditionOf(loop);
        var body = Places.BodyOf(loop)!;
        var writes = body.DescendantNodes().Concat(loop is ForStatementSyntax f ? f.Incrementors : []).OfType<ExpressionSyntax>().Where(e => Writes(e) is not null).ToList();
        foreach (var comparison in Comparisons.Of(condition))
        {
            var names = comparison.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Parent is not MemberAccessExpressionSyntax && Kinds.IsNumeric(context.TypeOf(n)) && context.SymbolOf(n) is ILocalSymbol or IFieldSymbol or IParameterSymbol).ToList();
            var moving = names.Where(n => writes.Any(w => Writes(w) == n.Identifier.ValueText)).ToList();
            if (moving.Count == 0 && loop is not ForStatementSyntax)
            {
                foreach (var name in names.Where(n => comparison.Left.Contains(n) || names.Count == 1).Take(1))
                {
                    var left = comparison.Left.Contains(name);
                    var rising = comparison.OperatorToken.Text is "<" or "<=" or "!=" ? left : !left;
                    yield return new RepairProposal(Edit.AtEnd(context.View, body, $"{name}{(rising ? "++" : "--")};"), $"the loop never changed `{name}`", -2);
                    yield return new RepairProposal(Edit.AtEnd(context.View, body, $"{name} /= 10;"), $"the loop never changed `{name}`", 3);
                    yield return new RepairProposal(Edit.AtEnd(context.View, body, $"{name} /= 2;"), $"the loop never changed `{name}`", 3);
                }
            }

            foreach (var write in writes.Where(w => moving.Any(m => m.Identifier.ValueText == Writes(w))))
            {
                foreach (var other in Reversed(write))
                {
                    yield return new RepairProposal(Edit.Replace(write, other), "the loop stepped away from its end", -1);
                }

                // A continue before the step skips it.
                foreach (var jump in body.DescendantNodes().OfType<ContinueStatementSyntax>().Where(c => c.SpanStart < write.SpanStart && Places.Loops(c).FirstOrDefault() == loop && loop is not ForStatementSyntax))
                {
                    yield return new RepairProposal(Edit.Before(context.View, jump, $"{write};"), "`continue` skipped the step", -2);
                }

                // `i *= 2` from 0 stays 0.
                if (write is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyAssignmentExpression, Left: var target } && Places.Declaration(context.SymbolOf(target)) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: 0 } zero })
                {
                    yield return new RepairProposal(Edit.Replace(zero, "1"), "0 stays 0 however often it is multiplied", -2);
                }
            }
        }
    }

    private static IEnumerable<string> Reversed(ExpressionSyntax write)
    {
        var text = write.ToString();
        if (text.Contains("++", StringComparison.Ordinal))
        {
            yield return text.Replace("++", "--", StringComparison.Ordinal);
        }
        else if (text.Contains("--", StringComparison.Ordinal))
        {
            yield return text.Replace("--", "++", StringComparison.Ordinal);
        }
        else if (write is AssignmentExpressionSyntax { OperatorToken.Text: "+=" or "-=" or "*=" or "/=" or "%=" } a)
        {
            yield return $"{a.Left} {a.OperatorToken.Text switch { "+=" => "-=", "-=" => "+=", "*=" => "/=", _ => a.OperatorToken.Text == "%=" ? "/=" : "*=" }} {a.Right}";
        }
        else if (write is AssignmentExpressionSyntax { Right: BinaryExpressionSyntax { OperatorToken.Text: "+" or "-" or "*" or "/" or "%" } b } set)
        {
            yield return $"{set.Left} = {b.Left} {b.OperatorToken.Text switch { "+" => "-", "-" => "+", "*" => "/", _ => b.OperatorToken.Text == "%" ? "/" : "*" }} {b.Right}";
        }
    }

    private static IEnumerable<RepairProposal> Conditions(RepairContext context, StatementSyntax loop)
    {
        foreach (var comparison in Comparisons.Of(Places.ConditionOf(loop)))
        {
            if (comparison.OperatorToken.Text == "!=" && Kinds.IsNumeric(context.TypeOf(comparison.Left)))
            {
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, "<"), "the loop stepped over the only value that ends it", 0);
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, ">"), "the loop stepped over the only value that ends it", 1);
            }
            else if (Comparisons.OtherBound(comparison.OperatorToken) is { } other)
            {
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, other), "the loop went on at its very bound", 1);
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, Comparisons.Turned(comparison.OperatorToken)!), "the condition was turned round", 3);
            }

            // An unsigned counter is never below 0.
            if (comparison.OperatorToken.Text == ">=" && context.SymbolOf(comparison.Left) is { } symbol && context.TypeOf(comparison.Left)?.SpecialType is SpecialType.System_UInt32 or SpecialType.System_Byte or SpecialType.System_UInt64 or SpecialType.System_UInt16
                && Places.Declaration(context.SymbolOf(comparison.Left))?.Parent is VariableDeclarationSyntax { Type: var type })
            {
                yield return new RepairProposal(Edit.Replace(type, "int"), $"`{symbol.Name}` is unsigned and never below 0", -2);
            }
        }

        if (Places.ConditionOf(loop) is { } both)
        {
            foreach (var op in both.DescendantTokens().Where(t => t.Text == "||"))
            {
                yield return new RepairProposal(Edit.Replace(op, "&&"), "the loop must end as soon as one condition fails", 1);
            }
        }
    }

    // Halving an interval: the half that was looked at must lose its middle.
    private static IEnumerable<RepairProposal> Search(StatementSyntax loop)
    {
        var middle = loop.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(v => v.Initializer?.Value.ToString().Contains("/ 2", StringComparison.Ordinal) == true || v.Initializer?.Value.ToString().Contains(">> 1", StringComparison.Ordinal) == true)?.Identifier.ValueText;
        foreach (var write in loop.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => middle is not null && a.Right.ToString() == middle))
        {
            var low = write.Left.ToString().StartsWith('l') || write.Left.ToString() is "start" or "left" or "begin" or "from" or "a" or "min";
            yield return new RepairProposal(Edit.Insert(write.Right.Span.End, low ? " + 1" : " - 1"), "the interval must shrink in every step", -1);
        }
    }

    private static IEnumerable<RepairProposal> Walk(RepairContext context, StatementSyntax loop)
    {
        foreach (var comparison in Comparisons.Of(Places.ConditionOf(loop)))
        {
            if (comparison.Left is IdentifierNameSyntax walker && comparison.Right.IsKind(SyntaxKind.NullLiteralExpression) && context.TypeOf(walker) is { } type
                && !loop.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left.ToString() == walker.ToString()))
            {
                foreach (var link in type.GetMembers().Where(m => SymbolEqualityComparer.Default.Equals((m as IFieldSymbol)?.Type ?? (m as IPropertySymbol)?.Type, type) && m.CanBeReferencedByName))
                {
                    yield return new RepairProposal(Edit.AtEnd(context.View, Places.BodyOf(loop)!, $"{walker} = {walker}.{link.Name};"), $"the loop never moved `{walker}` on", -2);
                }
            }

            // A queue or stack that is only looked at.
            if (comparison.Left.ToString().EndsWith(".Count", StringComparison.Ordinal))
            {
                foreach (var peek in loop.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == "Peek"))
                {
                    var isQueue = context.TypeOf(((MemberAccessExpressionSyntax)comparison.Left).Expression)?.Name.Contains("Queue", StringComparison.Ordinal) == true;
                    yield return new RepairProposal(Edit.Replace(peek, isQueue ? "Dequeue" : "Pop"), "what was taken must leave the collection", -2);
                }
            }
        }
    }
}
