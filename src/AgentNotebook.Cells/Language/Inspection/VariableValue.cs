using System.Collections;
using System.Globalization;
using AgentNotebook.Cells.Submissions;
using Microsoft.CodeAnalysis;

namespace AgentNotebook.Cells.Language.Inspection;

/// <summary>Shows what a variable holds, in a few characters and without running the user's code: nothing but plain values and the framework's collections of them is looked into.</summary>
internal static class VariableValue
{
    private const int MostElements = 10;

    /// <returns><see langword="null"/> when the symbol is no variable of a cell that has run.</returns>
    public static string? Of(ISymbol symbol, SubmissionChain chain, int longest)
    {
        if (symbol is not IFieldSymbol { ContainingType.IsScriptClass: true } field || chain.Find(field.Name) is not var (type, _, _, read))
        {
            return null;
        }

        if (!SymbolEqualityComparer.Default.Equals(type, field.Type))
        {
            return null;
        }

        try
        {
            var text = Show(read(), nested: false);
            return text.Length <= longest ? text : text[..longest] + "…";
        }
        catch (Exception)
        {
            // A running cell may change the collection while it is read.
            return null;
        }
    }

    private static string Show(object? value, bool nested) => value switch
    {
        null => "null",
        string text => $"\"{(text.Length > 1000 ? text[..1000] + "…" : text)}\"",
        char letter => $"'{letter}'",
        bool or Enum or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid or Type or Uri or Version => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        System.Numerics.BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        _ when value.GetType().IsPrimitive || value is decimal => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        ICollection collection when !nested && IsFramework(value) => Show(collection),
        _ => $"an object of {value.GetType().Name}",
    };

    private static string Show(ICollection collection)
    {
        var shown = collection.Cast<object?>().Take(MostElements).Select(element => element is not null && IsPair(element.GetType()) ? Pair(element) : Show(element, nested: true));
        return $"{collection.Count} elements: [{string.Join(", ", shown)}{(collection.Count > MostElements ? ", …" : "")}]";
    }

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static string Pair(object pair) =>
        $"{Show(pair.GetType().GetProperty("Key")!.GetValue(pair), nested: true)}: {Show(pair.GetType().GetProperty("Value")!.GetValue(pair), nested: true)}";

    private static bool IsFramework(object value) =>
        value is Array || value.GetType().Assembly == typeof(object).Assembly || value.GetType().Assembly == typeof(SortedSet<int>).Assembly;
}
