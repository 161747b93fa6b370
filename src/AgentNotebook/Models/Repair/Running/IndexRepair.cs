using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Running;

/// <summary>An index beyond its array or list: the loop's bounds first, then the size, then the index itself.</summary>
internal sealed class IndexRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Threw("IndexOutOfRangeException", "ArgumentOutOfRangeException"))
        {
            yield break;
        }

        var accesses = context.AtLine<ElementAccessExpressionSyntax>().ToList();
        foreach (var loop in context.Statements.SelectMany(Places.Loops).Distinct())
        {
            foreach (var proposal in Bounds(loop, accesses).Concat(Sources(context, loop, accesses)))
            {
                yield return proposal;
            }
        }

        foreach (var access in accesses)
        {
            foreach (var proposal in Sizes(context, access).Concat(Indices(context, access)))
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<RepairProposal> Bounds(StatementSyntax loop, List<ElementAccessExpressionSyntax> accesses)
    {
        var offsets = accesses.SelectMany(a => a.ArgumentList.Arguments).Select(a => Offset(a.Expression)).Where(o => o.Name is not null).ToList();
        foreach (var comparison in Comparisons.Of(Places.ConditionOf(loop)))
        {
            var names = Comparisons.Names(comparison.Left).ToHashSet(StringComparer.Ordinal);
            foreach (var ahead in offsets.Where(o => o.By > 0 && names.Contains(o.Name!)).Select(o => o.By).Distinct())
            {
                if (comparison.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression)
                {
                    yield return new RepairProposal(Edit.Insert(comparison.Right.Span.End, $" - {ahead}"), $"the loop looks {ahead} ahead of its index", comparison.OperatorToken.Text == "<" ? -2 : 1);
                }
            }

            if (comparison.OperatorToken.Text is "<=" || (comparison.OperatorToken.Text is ">=" && offsets.Any(o => o.By < 0)))
            {
                yield return new RepairProposal(Edit.Replace(comparison.OperatorToken, Comparisons.OtherBound(comparison.OperatorToken)!), "the last index is one less than the length", -1);
            }
            else if (comparison.OperatorToken.Text == "<" && !offsets.Any(o => o.By > 0))
            {
                yield return new RepairProposal(Edit.Insert(comparison.Right.Span.End, " - 1"), "the loop ran one step too far", 3);
            }
        }

        if (loop is not ForStatementSyntax { Declaration.Variables: [{ Initializer.Value: { } start } variable] })
        {
            yield break;
        }

        foreach (var behind in offsets.Where(o => o.By < 0 && o.Name == variable.Identifier.ValueText).Select(o => -o.By).Distinct())
        {
            yield return new RepairProposal(Edit.Replace(start, start is LiteralExpressionSyntax { Token.Value: int first } ? $"{first + behind}" : $"{start} + {behind}"), $"the loop looks {behind} behind its index", -1);
        }

        var down = ((ForStatementSyntax)loop).Incrementors.Any(i => i.ToString().Contains("--", StringComparison.Ordinal) || i.ToString().Contains("-=", StringComparison.Ordinal));
        if (down && start is not LiteralExpressionSyntax)
        {
            yield return new RepairProposal(Edit.Insert(start.Span.End, " - 1"), "the last index is one less than the length", -1);
        }
        else if (start is LiteralExpressionSyntax { Token.Value: < 0 } or PrefixUnaryExpressionSyntax)
        {
            yield return new RepairProposal(Edit.Replace(start, "0"), "indices start at 0", 0);
        }
    }

    private static (string? Name, int By) Offset(ExpressionSyntax index) => Edit.Bare(index) switch
    {
        IdentifierNameSyntax name => (name.Identifier.ValueText, 0),
        BinaryExpressionSyntax { Left: IdentifierNameSyntax name, Right: LiteralExpressionSyntax { Token.Value: int by } } b when b.IsKind(SyntaxKind.AddExpression) => (name.Identifier.ValueText, by),
        BinaryExpressionSyntax { Left: IdentifierNameSyntax name, Right: LiteralExpressionSyntax { Token.Value: int by } } b when b.IsKind(SyntaxKind.SubtractExpression) => (name.Identifier.ValueText, -by),
        _ => (null, 0),
    };

    // The bound was taken from something else than what is indexed.
    private static IEnumerable<RepairProposal> Sources(RepairContext context, StatementSyntax loop, List<ElementAccessExpressionSyntax> accesses)
    {
        foreach (var comparison in Comparisons.Of(Places.ConditionOf(loop)).Where(c => c.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression))
        {
            var name = Comparisons.Names(comparison.Left).FirstOrDefault();
            foreach (var access in accesses)
            {
                var position = access.ArgumentList.Arguments.Select((a, i) => (a, i)).FirstOrDefault(p => Comparisons.Names(p.a).Contains(name));
                if (position.a is null || context.TypeOf(access.Expression) is not { } type)
                {
                    continue;
                }

                var length = type switch
                {
                    IArrayTypeSymbol { Rank: > 1 } => $"{access.Expression}.GetLength({position.i})",
                    IArrayTypeSymbol => access.Expression + ".Length",
                    _ => access.Expression + (Kinds.IsString(type) || type.Name is "Span" or "ReadOnlySpan" ? ".Length" : ".Count"),
                };
                if (comparison.Right.ToString() != length && !Comparisons.Names(access.Expression).Contains(name))
                {
                    var rank = type is IArrayTypeSymbol { Rank: > 1 } ? -2 : comparison.Right is LiteralExpressionSyntax ? 0 : 1;
                    yield return new RepairProposal([Edit.Replace(comparison.Right, length), Edit.Replace(comparison.OperatorToken, "<")], $"`{access.Expression}` is indexed, so its own length is the bound", rank);
                    yield return new RepairProposal(Edit.Replace(comparison.Right, $"Math.Min({comparison.Right}, {length})"), "both must have the index", 4);
                }
            }
        }
    }

    private static IEnumerable<RepairProposal> Sizes(RepairContext context, ElementAccessExpressionSyntax access)
    {
        var root = access.Expression is ElementAccessExpressionSyntax outer ? outer.Expression : access.Expression;
        if (context.SymbolOf(root) is not { } symbol)
        {
            yield break;
        }

        var creations = Places.Declaration(symbol)?.DescendantNodesAndSelf().OfType<ArrayCreationExpressionSyntax>()
            .Concat(context.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => SymbolEqualityComparer.Default.Equals(context.SymbolOf(a.Left), symbol)).Select(a => a.Right).OfType<ArrayCreationExpressionSyntax>()) ?? [];
        foreach (var size in creations.Where(c => c.Initializer is null).SelectMany(c => c.Type.RankSpecifiers).SelectMany(r => r.Sizes).Where(s => s is not OmittedArraySizeExpressionSyntax))
        {
            // `table[n]` read somewhere by the very size says that index n was meant to exist.
            var meant = context.Root.DescendantNodes().OfType<ElementAccessExpressionSyntax>().SelectMany(a => a.ArgumentList.Arguments, (a, argument) => (a, argument))
                .Any(p => p.argument.ToString() == size.ToString() && p.a.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == symbol.Name));
            yield return new RepairProposal(Edit.Replace(size, size is LiteralExpressionSyntax { Token.Value: int n } ? $"{n + 1}" : $"{size} + 1"), $"`{symbol.Name}` was one element too short", meant ? -3 : 2);
        }
    }

    private static IEnumerable<RepairProposal> Indices(RepairContext context, ElementAccessExpressionSyntax access)
    {
        var arguments = access.ArgumentList.Arguments;
        if (arguments.Count == 2)
        {
            yield return new RepairProposal([Edit.Replace(arguments[0], arguments[1].ToString()), Edit.Replace(arguments[1], arguments[0].ToString())], "rows and columns were swapped", 1);
        }

        var list = context.TypeOf(access.Expression) is { Name: "List" };
        if (list && access.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } write && write.Left == access)
        {
            yield return new RepairProposal(Edit.Replace(write, $"{access.Expression}.Add({write.Right})"), "a list grows by `Add`, not by its index", 0);
        }

        foreach (var argument in arguments)
        {
            var index = Edit.Bare(argument.Expression);
            switch (index)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Count" }:
                    yield return new RepairProposal(Edit.Insert(argument.Span.End, " - 1"), "the last index is one less than the length", -2);
                    break;
                case PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax { Token.Value: 0 } operand } from when from.IsKind(SyntaxKind.IndexExpression):
                    yield return new RepairProposal(Edit.Replace(operand, "1"), "the last element is `^1`", -2);
                    break;
                case LiteralExpressionSyntax { Token.Value: int and > 0 and var value }:
                    yield return new RepairProposal(Edit.Replace(index, $"{(int)value - 1}"), "indices start at 0", 2);
                    break;
                case BinaryExpressionSyntax { Right: LiteralExpressionSyntax { Token.Value: int } } sum when sum.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression:
                    yield return new RepairProposal(Edit.Replace(index, sum.Left.ToString()), "the index was moved past the end", 3);
                    yield return new RepairProposal(Edit.Replace(sum.OperatorToken, sum.IsKind(SyntaxKind.AddExpression) ? "-" : "+"), "the index was moved the wrong way", 4);
                    break;
                case IdentifierNameSyntax name:
                    yield return new RepairProposal(Edit.Insert(name.Span.End, " - 1"), "indices start at 0", StartsAtOne(name) ? 0 : 3);
                    break;
            }

            if (index is BinaryExpressionSyntax && arguments.Count == 1)
            {
                var length = context.TypeOf(access.Expression) is IArrayTypeSymbol || Kinds.IsString(context.TypeOf(access.Expression)) ? "Length" : "Count";
                yield return new RepairProposal(Edit.Replace(argument, $"({index} + {access.Expression}.{length}) % {access.Expression}.{length}"), "the neighbour of the last element is the first", 6);
            }
        }
    }

    private static bool StartsAtOne(IdentifierNameSyntax name) => Places.Loops(name).OfType<ForStatementSyntax>().Any(f =>
        f.Declaration?.Variables is [{ Initializer.Value: LiteralExpressionSyntax { Token.Value: 1 } } v] && v.Identifier.ValueText == name.Identifier.ValueText);
}
