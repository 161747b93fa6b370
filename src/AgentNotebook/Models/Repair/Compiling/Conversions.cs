using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentNotebook.Models.Repair.Compiling;

/// <summary>The texts that turn an expression of one type into another, each with its rank.</summary>
internal static class Conversions
{
    private const string Invariant = "System.Globalization.CultureInfo.InvariantCulture";

    public static IEnumerable<(string Text, int Rank)> Between(RepairContext context, ExpressionSyntax expression, ITypeSymbol given, ITypeSymbol wanted)
    {
        var compilation = context.View.Compilation;
        var tight = Edit.Tight(expression);
        var target = Kinds.Underlying(wanted) ?? wanted;
        foreach (var literal in Literals(expression, given, target))
        {
            yield return (literal, 0);
        }

        if (Kinds.Underlying(given) is { } underlying && Kinds.Implicit(compilation, underlying, wanted))
        {
            yield return ($"{tight}.Value", 1);
            yield return ($"{tight}.GetValueOrDefault()", 2);
        }

        if (given is INamedTypeSymbol { Name: "KeyValuePair", TypeArguments: [var key, var value] })
        {
            foreach (var (part, type) in new[] { ("Value", value), ("Key", key) })
            {
                if (Kinds.Implicit(compilation, type, wanted))
                {
                    yield return ($"{tight}.{part}", part == "Value" ? 0 : 1);
                }
            }
        }

        if (Kinds.TaskResult(given) is { } result && Kinds.Implicit(compilation, result, wanted))
        {
            yield return ($"await {expression}", 0);
        }

        if (Kinds.IsString(target))
        {
            foreach (var text in ToText(expression, given, tight))
            {
                yield return text;
            }
        }

        if (Kinds.IsString(given))
        {
            foreach (var parsed in FromText(expression, target, tight))
            {
                yield return parsed;
            }
        }

        foreach (var collection in Collections(context, given, wanted, tight))
        {
            yield return collection;
        }

        if (Kinds.IsNumeric(given) && Kinds.IsBool(target))
        {
            yield return ($"{tight} != 0", 3);
        }

        if (Kinds.IsBool(given) && Kinds.IsNumeric(target))
        {
            yield return ($"({expression} ? 1 : 0)", 3);
        }

        if (Kinds.Explicit(compilation, given, target) && !(given.SpecialType == SpecialType.System_Object && Kinds.IsString(target)))
        {
            yield return ($"({Edit.TypeName(target)}){(expression is CastExpressionSyntax ? expression.ToString() : tight)}", 2);
        }
    }

    private static IEnumerable<string> Literals(ExpressionSyntax expression, ITypeSymbol given, ITypeSymbol wanted)
    {
        if (expression is not LiteralExpressionSyntax { Token: var token })
        {
            yield break;
        }

        if (Kinds.IsString(given) && wanted.SpecialType == SpecialType.System_Char && token.ValueText.Length == 1)
        {
            yield return SymbolDisplay.FormatLiteral(token.ValueText[0], quote: true);
        }

        if (given.SpecialType == SpecialType.System_Char && Kinds.IsString(wanted))
        {
            yield return SymbolDisplay.FormatLiteral(token.ValueText, quote: true);
        }

        var number = Kinds.IsInteger(wanted)
            ? long.TryParse(token.ValueText, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _)
            : Kinds.IsFloating(wanted) && double.TryParse(token.ValueText, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);
        if (Kinds.IsString(given) && number)
        {
            yield return token.ValueText + (wanted.SpecialType == SpecialType.System_Decimal ? "m" : "");
        }

        if (Kinds.IsString(given) && Kinds.IsBool(wanted) && token.ValueText.ToLowerInvariant() is "true" or "false")
        {
            yield return token.ValueText.ToLowerInvariant();
        }

        if (token.IsKind(SyntaxKind.NumericLiteralToken) && Kinds.IsFloating(given) && wanted.SpecialType is SpecialType.System_Decimal or SpecialType.System_Single)
        {
            yield return token.Text.TrimEnd('d', 'D', 'f', 'F', 'm', 'M') + (wanted.SpecialType == SpecialType.System_Decimal ? "m" : "f");
        }

        if (token.IsKind(SyntaxKind.NumericLiteralToken) && given.SpecialType == SpecialType.System_Decimal && wanted.SpecialType == SpecialType.System_Double)
        {
            yield return token.Text.TrimEnd('m', 'M');
        }

        if (token.IsKind(SyntaxKind.NumericLiteralToken) && Kinds.IsString(wanted))
        {
            yield return SymbolDisplay.FormatLiteral(token.Text, quote: true);
        }
    }

    private static IEnumerable<(string, int)> ToText(ExpressionSyntax expression, ITypeSymbol given, string tight)
    {
        if (Kinds.IsNumeric(given) || given.Name is "DateTime" or "TimeSpan" or "DateTimeOffset" or "BigInteger")
        {
            var format = given.Name == "TimeSpan" ? "null, " : "";
            yield return ($"{tight}.ToString({format}{Invariant})", 0);
        }
        else if (given is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char })
        {
            yield return ($"new string({expression})", 0);
        }
        else if (Kinds.ElementOf(given)?.SpecialType == SpecialType.System_Char)
        {
            yield return ($"string.Concat({expression})", 0);
        }
        else if (Kinds.IsString(Kinds.ElementOf(given)))
        {
            yield return ($"string.Join(\", \", {expression})", 3);
        }
        else
        {
            yield return ($"{tight}.ToString()", 1);
        }
    }

    private static IEnumerable<(string, int)> FromText(ExpressionSyntax expression, ITypeSymbol wanted, string tight)
    {
        if (Kinds.IsNumeric(wanted) || wanted.Name is "DateTime" or "TimeSpan" or "BigInteger" or "DateTimeOffset" or "DateOnly" or "TimeOnly")
        {
            yield return ($"{Edit.TypeName(wanted)}.Parse({expression}, {Invariant})", 0);
        }

        if (Kinds.IsBool(wanted) || wanted.Name is "Guid" or "Version")
        {
            yield return ($"{Edit.TypeName(wanted)}.Parse({expression})", 0);
        }

        if (wanted.SpecialType == SpecialType.System_Char)
        {
            yield return ($"{tight}[0]", 2);
        }

        if (wanted.TypeKind == TypeKind.Enum)
        {
            yield return ($"Enum.Parse<{Edit.TypeName(wanted)}>({expression})", 1);
        }

        if (wanted is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char })
        {
            yield return ($"{tight}.ToCharArray()", 0);
        }
    }

    private static IEnumerable<(string, int)> Collections(RepairContext context, ITypeSymbol given, ITypeSymbol wanted, string tight)
    {
        var (from, to) = (Kinds.ElementOf(given), Kinds.ElementOf(wanted));
        if (to is null || Kinds.IsString(wanted))
        {
            yield break;
        }

        if (from is null || Kinds.IsString(given) && to.SpecialType != SpecialType.System_Char)
        {
            if (from is null && Kinds.Implicit(context.View.Compilation, given, to))
            {
                yield return ($"[{tight}]", 3);
            }

            yield break;
        }

        var select = "";
        if (!SymbolEqualityComparer.Default.Equals(from, to))
        {
            if (Kinds.IsNumeric(from) && Kinds.IsNumeric(to))
            {
                select = $".Select(x => ({Edit.TypeName(to)})x)";
            }
            else if (Kinds.IsString(from) && Kinds.IsNumeric(to))
            {
                select = $".Select(x => {Edit.TypeName(to)}.Parse(x, {Invariant}))";
            }
            else if (!Kinds.Implicit(context.View.Compilation, from, to))
            {
                yield break;
            }
        }

        var end = wanted is IArrayTypeSymbol ? ".ToArray()" : wanted.Name switch
        {
            "List" or "IList" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection" => ".ToList()",
            "HashSet" or "ISet" => ".ToHashSet()",
            "IEnumerable" => "",
            _ => null,
        };
        if (end is not null && select + end is { Length: > 0 } text)
        {
            yield return (tight + text, select.Length == 0 ? 0 : 2);
        }

        if (wanted.Name is "Queue" or "Stack" or "SortedSet" or "LinkedList" && select.Length == 0)
        {
            yield return ($"new {Edit.TypeName(wanted)}({tight})", 1);
        }
    }
}
