using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>A missing argument beside an element of an array: the neighbouring element, as in <c>Lerp(y[i - 1], y[i], t)</c>.</summary>
internal static class Neighbours
{
    private const int Usual = 0;
    private const int Possible = 3;

    /// <summary>Elements that the argument before or after the gap suggests.</summary>
    /// <param name="context">The call's error.</param>
    /// <param name="list">The arguments that are given.</param>
    /// <param name="gap">Which argument is missing.</param>
    public static IEnumerable<(string Text, int Rank)> Of(RepairContext context, ArgumentListSyntax list, int gap)
    {
        foreach (var (at, step) in new[] { (gap - 1, 1), (gap, -1) })
        {
            if (list.Arguments.ElementAtOrDefault(at)?.Expression is not ElementAccessExpressionSyntax { ArgumentList.Arguments: [var index] } element
                || Split(index.Expression) is not { } place)
            {
                continue;
            }

            // The function reads that neighbour of some other array already: then it is the one that is meant.
            var text = Write(place.Base, place.Offset + step);
            var read = (Places.Function(list) ?? context.Root).DescendantNodes().OfType<BracketedArgumentListSyntax>().Any(other => other.Arguments is [var one] && Write(one.Expression) == text);
            yield return ($"{element.Expression}[{text}]", read ? Usual : Possible);
        }
    }

    private static string? Write(ExpressionSyntax index) => Split(index) is { } place ? Write(place.Base, place.Offset) : null;

    private static string Write(string name, int offset) => offset == 0 ? name : offset > 0 ? $"{name} + {offset}" : $"{name} - {-offset}";

    private static (string Base, int Offset)? Split(ExpressionSyntax index) => index switch
    {
        IdentifierNameSyntax name => (name.Identifier.ValueText, 0),
        BinaryExpressionSyntax { Left: IdentifierNameSyntax name, Right: LiteralExpressionSyntax { Token.Value: int offset } } sum when sum.IsKind(SyntaxKind.AddExpression) => (name.Identifier.ValueText, offset),
        BinaryExpressionSyntax { Left: IdentifierNameSyntax name, Right: LiteralExpressionSyntax { Token.Value: int offset } } difference when difference.IsKind(SyntaxKind.SubtractExpression) => (name.Identifier.ValueText, -offset),
        _ => null,
    };
}
