using AgentNotebook.Models.Repair.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Checking;

/// <summary>A call of the sibling of the method that was meant.</summary>
internal sealed class CallSlip : IRepair
{
    private static readonly (string One, string Other, int Rank)[] _siblings =
    [
        ("Min", "Max", 3), ("Sin", "Cos", 5), ("Floor", "Ceiling", 4), ("Floor", "Round", 5), ("Truncate", "Round", 5), ("OrderBy", "OrderByDescending", 2), ("ThenBy", "ThenByDescending", 3), ("First", "Last", 4),
        ("Any", "All", 3), ("Take", "Skip", 5), ("TakeWhile", "SkipWhile", 5), ("Sum", "Average", 6), ("Push", "Enqueue", 7), ("MinBy", "MaxBy", 3), ("Log", "Log10", 6), ("TrimStart", "TrimEnd", 4), ("PadLeft", "PadRight", 4),
        ("StartsWith", "EndsWith", 4), ("IndexOf", "LastIndexOf", 4), ("ToUpper", "ToLower", 5), ("Union", "Intersect", 5), ("Count", "Sum", 8), ("Keys", "Values", 5), ("Select", "SelectMany", 8), ("Concat", "Union", 6),
        ("Exp", "Log", 7), ("Sqrt", "Cbrt", 8), ("AddDays", "AddMonths", 8), ("TotalSeconds", "Seconds", 4), ("TotalMinutes", "Minutes", 4), ("TotalHours", "Hours", 4), ("TotalDays", "Days", 4), ("TotalMilliseconds", "Milliseconds", 4),
        ("Key", "Value", 6), ("Asin", "Acos", 6), ("IsLetter", "IsDigit", 6), ("UnionWith", "IntersectWith", 6), ("Except", "Intersect", 6), ("Insert", "Add", 7),
    ];

    public IEnumerable<RepairProposal> Propose(RepairContext context)
    {
        if (!Slips.Apply(context))
        {
            yield break;
        }

        foreach (var access in context.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
        {
            var name = access.Name.Identifier.ValueText;
            foreach (var (one, other, rank) in _siblings.Where(s => s.One == name || s.Other == name))
            {
                var sibling = one == name ? other : one;
                yield return new RepairProposal(Edit.Replace(access.Name.Identifier, sibling), $"`{name}` should have been `{sibling}`", rank);
            }

            if (name is "Sin" or "Cos" or "Tan" && access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments: [var angle] })
            {
                yield return new RepairProposal(Edit.Replace(angle, $"{Edit.Tight(angle.Expression)} * Math.PI / 180"), "angles are taken in radians", angle.ToString().Contains("PI", StringComparison.Ordinal) ? 9 : 4);
            }

            if (name is "Atan" or "Atan2" or "Acos" or "Asin" && access.Parent is InvocationExpressionSyntax call2)
            {
                yield return new RepairProposal(Edit.Insert(call2.Span.End, " * 180 / Math.PI"), "angles are given in radians", 6);
            }

            if (name == "Reverse" && access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Parent: not ExpressionStatementSyntax } reverse)
            {
                yield return new RepairProposal(Edit.Replace(reverse, access.Expression.ToString()), "it was turned round once too often", 6);
            }

            // Order of a comparison: descending for ascending.
            if (name is "CompareTo" or "CompareOrdinal" or "Compare" && access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments: var compared } comparison)
            {
                yield return compared.Count == 1
                    ? new RepairProposal([Edit.Replace(access.Expression, compared[0].ToString()), Edit.Replace(compared[0], access.Expression.ToString())], "the order was turned round", 3)
                    : new RepairProposal([Edit.Replace(compared[0], compared[1].ToString()), Edit.Replace(compared[1], compared[0].ToString())], "the order was turned round", 3);
            }
        }

        // The magnitude of a difference that may be negative, in a test of nearness.
        foreach (var comparison in context.Root.DescendantNodes().OfType<BinaryExpressionSyntax>().Where(b => b.OperatorToken.Text is "<" or "<=" or ">" or ">=" && Edit.Bare(b.Left) is BinaryExpressionSyntax { OperatorToken.Text: "-" }))
        {
            yield return new RepairProposal(Edit.Replace(comparison.Left, $"Math.Abs({Edit.Bare(comparison.Left)})"), "a distance has no sign", 4);
        }

        foreach (var sum in context.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(a => a.OperatorToken.Text == "+=" && Edit.Bare(a.Right) is BinaryExpressionSyntax { OperatorToken.Text: "-" }))
        {
            yield return new RepairProposal(Edit.Replace(sum.Right, $"Math.Abs({Edit.Bare(sum.Right)})"), "a distance has no sign", 5);
        }

        // A digit's character code stands for the digit.
        foreach (var digit in context.Root.DescendantNodes().OfType<ExpressionSyntax>().Where(e => e is IdentifierNameSyntax or ElementAccessExpressionSyntax && context.TypeOf(e)?.SpecialType == SpecialType.System_Char && Kinds.IsNumeric(context.Model.GetTypeInfo(e).ConvertedType)
            && e.Parent is not BinaryExpressionSyntax { OperatorToken.Text: "-" or "==" or "!=" or "<" or ">" or "<=" or ">=" }))
        {
            yield return new RepairProposal(Edit.Replace(digit, $"({digit} - '0')"), "the character's code is not the digit it shows", 1);
        }
    }
}
