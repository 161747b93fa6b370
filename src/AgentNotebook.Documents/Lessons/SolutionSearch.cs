using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentNotebook.Documents.Lessons;

/// <summary>Looks for lines of solutions in what students would get: as they are, and as JSON, HTML and base64 would hold them.</summary>
internal sealed partial class SolutionSearch
{
    // A shorter line stands within other text by chance; as a line of its own it is found all the same.
    private const int ShortestWithin = 16;

    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(int Cell, string Line)> _lines;

    public SolutionSearch(IEnumerable<HiddenPart> hidden) =>
        _lines = [.. hidden.SelectMany(part => part.Text.SplitLines().Select(line => (part.Cell, Line: Plain(line)))).Where(line => IsTelling(line.Line)).DistinctBy(line => line.Line)];

    /// <summary>The first line of a solution that a cell's text repeats, as a line of its own or, when it is long, anywhere.</summary>
    public (int Cell, string Line)? FindInText(string text)
    {
        var lines = text.SplitLines().Select(Plain).ToHashSet(StringComparer.Ordinal);
        var all = Plain(text);
        return First(line => lines.Contains(line) || (line.Length >= ShortestWithin && all.Contains(line, StringComparison.Ordinal)));
    }

    /// <summary>The first line of a solution that stands anywhere in an output, in metadata or in an attachment.</summary>
    public (int Cell, string Line)? FindInData(JsonNode? data)
    {
        var texts = Strings(data).SelectMany(Readings).Select(Plain).ToList();
        return First(line => texts.Any(text => Writings(line).Any(written => text.Contains(written, StringComparison.Ordinal))));
    }

    private (int Cell, string Line)? First(Func<string, bool> found) =>
        _lines.Where(line => found(line.Line)).Select(line => ((int, string)?)line).FirstOrDefault();

    private static IEnumerable<string> Writings(string line)
    {
        yield return line;
        yield return JsonSerializer.Serialize(line)[1..^1];
        yield return JsonSerializer.Serialize(line, _relaxed)[1..^1];
    }

    private static IEnumerable<string> Readings(string text)
    {
        yield return text;
        yield return WebUtility.HtmlDecode(text);
        var packed = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        var bytes = new byte[packed.Length];
        if (packed.Length >= 4 && Convert.TryFromBase64String(packed, bytes, out var count))
        {
            yield return Encoding.UTF8.GetString(bytes, 0, count);
        }
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Strings(member.Value).Prepend(member.Key)),
        // A list of strings is also one text, cut into lines.
        JsonArray list when list.All(item => item?.GetValueKind() == JsonValueKind.String) => list.Select(item => item!.GetValue<string>()).Append(string.Concat(list.Select(item => item!.GetValue<string>()))),
        JsonArray list => list.SelectMany(Strings),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    /// <summary>A line with one blank where it has several.</summary>
    private static string Plain(string text) => Blanks().Replace(text, " ").Trim();

    // Braces, `else`, `return;` and `i++;` stand everywhere.
    private static bool IsTelling(string line) => RegionMarks.Exercise(line) is null && Words().Count(line) >= 2;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
