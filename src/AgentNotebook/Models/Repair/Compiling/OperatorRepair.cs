using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>An operator between types that have none: convert one side, or write what was meant.</summary>
internal sealed class OperatorRepair : IRepair
{
    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!context.Is("CS0019", "CS0034", "CS0029", "CS0266"))
        {
            yield break;
        }

        var sites = context.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().Select(node => node switch
        {
            BinaryExpressionSyntax b => (Left: b.Left, Right: b.Right, Token: b.OperatorToken),
            AssignmentExpressionSyntax a when !a.IsKind(SyntaxKind.SimpleAssignmentExpression) => (Left: a.Left, Right: a.Right, Token: a.OperatorToken),
            _ => default,
        }).Where(site => site.Left is not null);
        foreach (var (left, right, op) in sites)
        {
            if (context.TypeOf(left) is not { } leftType || context.TypeOf(right) is not { } rightType)
            {
                continue;
            }

            var compound = left.Parent is AssignmentExpressionSyntax;
            foreach (var (text, rank) in Conversions.Between(context, right, rightType, leftType))
            {
                yield return new RepairProposal(Edit.Replace(right, text), Reason(op, leftType, rightType), rank + 1);
            }

            if (!compound)
            {
                foreach (var (text, rank) in Conversions.Between(context, left, leftType, rightType))
                {
                    yield return new RepairProposal(Edit.Replace(left, text), Reason(op, leftType, rightType), rank + 1);
                }
            }

            foreach (var proposal in Written(left, right, op, leftType, rightType).Concat(Compound(context, left, right, op, leftType, rightType)))
            {
                yield return proposal;
            }
        }
    }

    private static IEnumerable<RepairProposal> Written(ExpressionSyntax left, ExpressionSyntax right, SyntaxToken op, ITypeSymbol leftType, ITypeSymbol rightType)
    {
        var ordered = op.Kind() is SyntaxKind.LessThanToken or SyntaxKind.LessThanEqualsToken or SyntaxKind.GreaterThanToken or SyntaxKind.GreaterThanEqualsToken;
        if (ordered && Kinds.IsBool(leftType) && left is BinaryExpressionSyntax chain)
        {
            yield return new RepairProposal(Edit.Insert(left.Span.End, $" && {chain.Right}"), "comparisons do not chain", -1);
        }

        if (ordered && Kinds.IsString(leftType) && Kinds.IsString(rightType))
        {
            yield return new RepairProposal(Edit.Replace(left.Parent!, $"string.CompareOrdinal({left}, {right}) {op.Text} 0"), "strings are compared by a method", 1);
        }

        if (op.IsKind(SyntaxKind.AmpersandToken) || op.IsKind(SyntaxKind.BarToken))
        {
            yield return new RepairProposal(Edit.Replace(op, op.Text + op.Text), "conditions are joined by the doubled operator", 1);
        }

        // `a & mask == 0` binds as `a & (mask == 0)`.
        if (right is BinaryExpressionSyntax { OperatorToken.RawKind: (int)SyntaxKind.EqualsEqualsToken or (int)SyntaxKind.ExclamationEqualsToken } tested && op.Kind() is SyntaxKind.AmpersandToken or SyntaxKind.BarToken or SyntaxKind.CaretToken)
        {
            yield return new RepairProposal([Edit.Insert(left.SpanStart, "("), Edit.Insert(((BinaryExpressionSyntax)right).Left.Span.End, ")")], $"`{op.Text}` binds less tightly than `{tested.OperatorToken.Text}`");
        }

        if (op.IsKind(SyntaxKind.AsteriskToken) && Kinds.IsString(leftType) && Kinds.IsInteger(rightType))
        {
            yield return new RepairProposal(Edit.Replace(left.Parent!, $"string.Concat(Enumerable.Repeat({left}, {right}))"), "a string is repeated by a method", 2);
        }

        if (op.Kind() is SyntaxKind.AmpersandAmpersandToken or SyntaxKind.BarBarToken && left.Parent is BinaryExpressionSyntax joined)
        {
            foreach (var (side, type) in new[] { (joined.Left, leftType), (joined.Right, rightType) })
            {
                if (Kinds.IsNumeric(type))
                {
                    yield return new RepairProposal(Edit.Replace(side, $"{Edit.Tight(side)} != 0"), "a condition must be a bool", 2);
                }

                // `x == 1 || 2`
                if (joined.Left is BinaryExpressionSyntax { Left: { } subject } first && side == joined.Right && Kinds.IsNumeric(type) | Kinds.IsString(type) | type.SpecialType == SpecialType.System_Char)
                {
                    yield return new RepairProposal(Edit.Replace(side, $"{subject} {first.OperatorToken.Text} {side}"), "each side of the operator is a condition of its own", -1);
                }
            }
        }

        if (Kinds.IsDictionary(leftType) || Kinds.ElementOf(leftType) is not null && op.Kind() is SyntaxKind.PlusEqualsToken && left is IdentifierNameSyntax or MemberAccessExpressionSyntax)
        {
            yield return new RepairProposal(Edit.Replace(left.Parent!, $"{left}.Add({right})"), "a collection grows by `Add`", 2);
        }
    }

    private static IEnumerable<RepairProposal> Compound(RepairContext context, ExpressionSyntax left, ExpressionSyntax right, SyntaxToken op, ITypeSymbol leftType, ITypeSymbol rightType)
    {
        if (left.Parent is AssignmentExpressionSyntax && Kinds.IsNumeric(leftType) && Kinds.IsNumeric(rightType))
        {
            yield return new RepairProposal(
                Edit.Replace(left.Parent, $"{left} = ({Edit.TypeName(leftType)})({left} {op.Text.TrimEnd('=')} {right})"), Reason(op, leftType, rightType), 3);
        }

        // The type of a mixed variable may itself be what was wrong: a decimal that is only ever met by doubles.
        if (Kinds.IsFloating(leftType) && Kinds.IsFloating(rightType))
        {
            foreach (var (side, other) in new[] { (left, rightType), (right, leftType) })
            {
                if (Places.Declaration(context.SymbolOf(side))?.Parent is VariableDeclarationSyntax { Type.IsVar: false } declaration)
                {
                    yield return new RepairProposal(Edit.Replace(declaration.Type, Edit.TypeName(other)), Reason(op, leftType, rightType), 6);
                }
            }
        }
    }

    private static string Reason(SyntaxToken op, ITypeSymbol left, ITypeSymbol right) =>
        $"`{op.Text}` is not defined between `{Edit.TypeName(left)}` and `{Edit.TypeName(right)}`";
}
