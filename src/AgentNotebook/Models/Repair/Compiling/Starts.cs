using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>Which value a variable that was left unassigned should start from, read from how it is used.</summary>
internal static class Starts
{
    public static IEnumerable<(string Text, int Rank)> For(CodeView view, ISymbol symbol, ITypeSymbol type)
    {
        var name = Edit.TypeName(type);
        if (Kinds.IsNumeric(type))
        {
            var use = UseOf(view, symbol);
            yield return (use switch { Use.Least => name + ".MaxValue", Use.Most => name + ".MinValue", Use.Product => "1", _ => "0" }, 0);
            yield return ("0", 1);
            yield return ("1", 2);
            yield return (name + ".MaxValue", 3);
            yield return (name + ".MinValue", 3);
            yield break;
        }

        yield return (Edit.Initial(type), 0);
        if (Kinds.IsBool(type))
        {
            yield return ("true", 1);
        }

        if (type.IsReferenceType)
        {
            yield return ("null", 4);
        }

        yield return ("default", 5);
    }

    /// <summary>Parameters to start from: one that its function never reads is the value to fall back on, any other one of the type may be.</summary>
    public static IEnumerable<(string Text, int Rank)> Given(CodeView view, ISymbol symbol, ITypeSymbol type) =>
        symbol.ContainingSymbol is not IMethodSymbol method ? [] : method.Parameters
            .Where(parameter => parameter.RefKind != RefKind.Out && Kinds.Implicit(view.Compilation, parameter.Type, type))
            .Select(parameter => (parameter.Name, Places.References(view, parameter).Any() ? 4 : -1));

    private enum Use
    {
        Sum,
        Product,
        Least,
        Most,
    }

    private static Use UseOf(CodeView view, ISymbol symbol)
    {
        foreach (var reference in Places.References(view, symbol))
        {
            switch (reference.Parent)
            {
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyAssignmentExpression } product when product.Left == reference:
                    return Use.Product;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } } call } when call.Parent is AssignmentExpressionSyntax or EqualsValueClauseSyntax:
                    if (method is "Min" or "Max")
                    {
                        return method == "Min" ? Use.Least : Use.Most;
                    }

                    break;
                case BinaryExpressionSyntax product2 when product2.IsKind(SyntaxKind.MultiplyExpression) && product2.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } && target.Identifier.ValueText == symbol.Name:
                    return Use.Product;
                case BinaryExpressionSyntax comparison when comparison.AncestorsAndSelf().OfType<IfStatementSyntax>().FirstOrDefault(i => i.Condition.Contains(comparison)) is { } branch && Assigns(branch.Statement, symbol.Name):
                    var less = comparison.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression;
                    if (less || comparison.Kind() is SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression)
                    {
                        return less == (comparison.Right == reference) ? Use.Least : Use.Most;
                    }

                    break;
            }
        }

        return Use.Sum;
    }

    private static bool Assigns(SyntaxNode statement, string name) => statement.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .Any(a => a.IsKind(SyntaxKind.SimpleAssignmentExpression) && a.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name);
}
