using System.Globalization;
using System.Text.Json;
using AgentNotebook.Documents.Running;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentNotebook.Documents;

/// <summary>A value for a notebook's parameter.</summary>
/// <param name="Name">A C# identifier.</param>
/// <param name="Literal">The value as C# source.</param>
public sealed record NotebookParameter(string Name, string Literal)
{
    /// <summary>The value as it was written; empty when nobody wrote it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Sees whether a notebook takes parameters, without giving them to it.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="NotebookException">No cell is tagged <c>parameters</c>, or it does not declare one of them; the message has the nearest right name.</exception>
    public static void Check(NotebookDocument document, IReadOnlyList<NotebookParameter> parameters) => ParameterInjection.Check(document, parameters);

    /// <summary>
    /// Reads <c>name=value</c>. The value is a bool, an int, a long, a double (with a point or an exponent), a JSON list of those or of
    /// strings, or else a string; a value in double quotes is a string whatever it holds.
    /// </summary>
    /// <exception cref="NotebookException">There is no '=', the name is no identifier, or a list is malformed or mixed.</exception>
    public static NotebookParameter Parse(string text)
    {
        var equals = text.IndexOf('=');
        if (equals < 0)
        {
            throw new NotebookException($"Parameter '{text}' has no value: write --parameters name=value.");
        }

        var name = text[..equals].Trim();
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            throw new NotebookException($"Parameter '{name}' is no C# identifier, so no cell can declare it: write --parameters name=value.");
        }

        var value = text[(equals + 1)..];
        return new NotebookParameter(name, value.TrimStart().StartsWith('[') ? OfList(name, value) : OfScalar(value)) { Text = value };
    }

    private static string OfScalar(string value)
    {
        if (value is "true" or "false")
        {
            return value;
        }

        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return OfInteger(integer);
        }

        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (value.AsSpan().ContainsAny('.', 'e', 'E') && double.TryParse(value, Decimal, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return OfDouble(number);
        }

        return SymbolDisplay.FormatLiteral(value is ['"', .., '"'] ? value[1..^1] : value, quote: true);
    }

    private static string OfList(string name, string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value, new JsonDocumentOptions { MaxDepth = 2 });
            var elements = document.RootElement.EnumerateArray().ToList();
            return elements.Select(element => element.ValueKind).ToHashSet() switch
            {
                var kinds when kinds.SetEquals([JsonValueKind.String]) => $"new string[] {{ {Join(elements, e => SymbolDisplay.FormatLiteral(e.GetString()!, quote: true))} }}",
                var kinds when kinds.IsSubsetOf([JsonValueKind.True, JsonValueKind.False]) && kinds.Count > 0 => $"new bool[] {{ {Join(elements, e => e.GetBoolean() ? "true" : "false")} }}",
                var kinds when kinds.SetEquals([JsonValueKind.Number]) => OfNumbers(elements),
                { Count: 0 } => throw new NotebookException($"Parameter '{name}': an empty list has no element type; give at least one element, or change the notebook's own default."),
                _ => throw new NotebookException($"Parameter '{name}': the elements of a list have to be all numbers, all strings or all true and false."),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new NotebookException($"Parameter '{name}': '{value}' begins like a list but is none: write name=[1,2,3] or name=[\"a\",\"b\"].", e);
        }
    }

    private static string OfNumbers(List<JsonElement> elements) =>
        elements.All(e => e.TryGetInt32(out _)) ? $"new int[] {{ {Join(elements, e => OfInteger(e.GetInt32()))} }}"
        : elements.All(e => e.TryGetInt64(out _)) ? $"new long[] {{ {Join(elements, e => OfInteger(e.GetInt64()))} }}"
        : $"new double[] {{ {Join(elements, e => OfDouble(e.GetDouble()))} }}";

    private static string Join(List<JsonElement> elements, Func<JsonElement, string> literal) => string.Join(", ", elements.Select(literal));

    private static string OfInteger(long integer) =>
        integer is >= int.MinValue and <= int.MaxValue ? integer.ToString(CultureInfo.InvariantCulture) : integer.ToString(CultureInfo.InvariantCulture) + "L";

    private static string OfDouble(double number) =>
        double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) + "d" : throw new InvalidOperationException("A number is out of the range of a double.");
}
