using System.Globalization;
using System.Text.Json;

namespace AgentNotebook.Display.RunCard;

/// <summary>The beginning of a result, as a value or as a table.</summary>
/// <param name="Value">A value on one line; <see langword="null"/> for a table.</param>
/// <param name="Heads">The columns of a table.</param>
/// <param name="Rows">The rows of a table.</param>
/// <param name="Note">What is missing; empty when nothing is.</param>
internal sealed record ResultPreview(string? Value, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows, string Note)
{
    private const int MostColumns = 8;
    private const int LongestCell = 80;

    /// <summary>Reads a result.</summary>
    /// <param name="json">The result as the worker serialized it: untrusted.</param>
    /// <param name="mostRows">Most rows of a table, and values of a list.</param>
    /// <param name="mostCharacters">Most characters of a value.</param>
    internal static ResultPreview Of(string json, int mostRows, int mostCharacters)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Of(document.RootElement, mostRows, mostCharacters);
        }
        catch (JsonException)
        {
            return Single(Untrusted.Line(json, mostCharacters), "This is no JSON that can be read.");
        }
    }

    private static ResultPreview Of(JsonElement root, int mostRows, int mostCharacters) => root.ValueKind switch
    {
        JsonValueKind.Array when root.GetArrayLength() == 0 => Single("empty", ""),
        JsonValueKind.Array when IsAll(root, JsonValueKind.Object) => OfObjects(root, mostRows),
        JsonValueKind.Array when IsAll(root, JsonValueKind.Array) => OfArrays(root, mostRows),
        JsonValueKind.Array => OfValues(root, mostRows, mostCharacters),
        JsonValueKind.Object => OfMembers(root, mostRows),
        JsonValueKind.String => Single(Untrusted.Line(root.GetString()!, mostCharacters), Cut(root.GetString()!.Length, mostCharacters, "characters")),
        _ => Single(Cell(root, mostCharacters), ""),
    };

    private static ResultPreview Single(string value, string note) => new(value, [], [], note);

    private static bool IsAll(JsonElement array, JsonValueKind kind) => array.EnumerateArray().All(item => item.ValueKind == kind);

    private static ResultPreview OfValues(JsonElement array, int mostRows, int mostCharacters)
    {
        var count = array.GetArrayLength();
        var shown = array.EnumerateArray().Take(mostRows).Select(item => Cell(item, LongestCell));
        return Single(Untrusted.Line(string.Join(", ", shown) + (count > mostRows ? ", …" : ""), mostCharacters), Cut(count, mostRows, "values"));
    }

    private static ResultPreview OfObjects(JsonElement array, int mostRows)
    {
        var rows = array.EnumerateArray().Take(mostRows).ToList();
        var names = rows.SelectMany(row => row.EnumerateObject().Take(MostColumns + 1).Select(member => member.Name)).Distinct(StringComparer.Ordinal).ToList();
        var heads = names.Take(MostColumns).ToList();
        return new(
            null,
            [.. heads.Select(name => Untrusted.Line(name, LongestCell))],
            [.. rows.Select(row => heads.Select(name => row.TryGetProperty(name, out var value) ? Cell(value, LongestCell) : "").ToList())],
            Both(Cut(array.GetArrayLength(), mostRows, "rows"), names.Count > MostColumns ? $"Columns beyond the first {MostColumns} are left out." : ""));
    }

    private static ResultPreview OfArrays(JsonElement array, int mostRows)
    {
        var rows = array.EnumerateArray().Take(mostRows).ToList();
        var columns = rows.Max(row => row.GetArrayLength());
        var shown = Math.Min(columns, MostColumns);
        return new(
            null,
            [.. Enumerable.Range(0, shown).Select(column => $"[{column}]")],
            [.. rows.Select(row => row.EnumerateArray().Take(shown).Select(value => Cell(value, LongestCell)).Concat(Enumerable.Repeat("", Math.Max(0, shown - row.GetArrayLength()))).ToList())],
            Both(Cut(array.GetArrayLength(), mostRows, "rows"), Cut(columns, MostColumns, "columns")));
    }

    private static ResultPreview OfMembers(JsonElement root, int mostRows)
    {
        var members = root.EnumerateObject().Take(mostRows + 1).ToList();
        return new(
            null,
            ["Member", "Value"],
            [.. members.Take(mostRows).Select(member => new[] { Untrusted.Line(member.Name, LongestCell), Cell(member.Value, LongestCell) })],
            members.Count > mostRows ? $"Only the first {mostRows} members are shown." : "");
    }

    private static string Cell(JsonElement value, int most) => value.ValueKind switch
    {
        JsonValueKind.String => Untrusted.Line(value.GetString()!, most),
        JsonValueKind.Array => $"{value.GetArrayLength().ToString("N0", CultureInfo.InvariantCulture)} values",
        _ => Untrusted.Line(value.GetRawText(), most),
    };

    private static string Cut(int count, int most, string what) =>
        count <= most ? "" : string.Create(CultureInfo.InvariantCulture, $"The first {most} of {count:N0} {what}.");

    private static string Both(string one, string other) => $"{one} {other}".Trim();
}
