using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentNotebook.Text;

namespace AgentNotebook.Documents.Comparing;

/// <summary>
/// Reads what a notebook and its cells declare about being compared: <c>metadata.agentnb.verify</c> with <c>normalize</c>, <c>exact</c> and
/// <c>tolerance</c>, and the tags <c>volatile</c>, <c>tolerance=1e-3</c>, <c>normalize=NAME</c>, <c>exact=NAME</c>.
/// </summary>
/// <remarks>Notebooks come from elsewhere: their patterns are matched without backtracking, in time linear in the text, and within a time limit.</remarks>
internal sealed class DeclaredRules
{
    public const string VolatileTag = "volatile";

    private const int MostPatterns = 50;
    private const int LongestPattern = 1_000;
    private const int LongestReplacement = 200;

    private static readonly string[] _keys = ["normalize", "exact", "tolerance"];

    private readonly List<NormalizationRule> _own = [];
    private readonly HashSet<string> _wanted = [];
    private readonly HashSet<string> _exact = [];
    private double? _tolerance;

    private DeclaredRules(ComparisonOptions options)
    {
        foreach (var name in options.Normalize)
        {
            _wanted.Add(NormalizationRules.Find(name, "--normalize").Name);
        }
    }

    /// <summary>What holds for a cell. What stands nearer to it wins; what the options exclude stays excluded.</summary>
    /// <exception cref="NotebookException">The notebook declares something that is no rule.</exception>
    public static CellRules Of(NotebookDocument document, NotebookCell cell, ComparisonOptions options)
    {
        var declared = new DeclaredRules(options);
        declared.ReadMetadata(document.Root, $"{document.Name}: metadata");
        declared.ReadMetadata(cell.Json, $"{cell}.metadata");
        foreach (var tag in cell.Tags)
        {
            declared.ReadTag(tag, $"{cell}: tag '{tag}'");
        }

        foreach (var name in options.Exact)
        {
            if (name == ComparisonOptions.Declared)
            {
                declared._own.Clear();
            }
            else
            {
                declared._exact.Add(NormalizationRules.Find(name, "--no-normalize").Name);
            }
        }

        return new CellRules(
            [.. NormalizationRules.BuiltIn.Concat(declared._own).Where(rule => !declared._exact.Contains(rule.Name))],
            declared._wanted,
            declared._tolerance is { } tolerance ? options with { Tolerance = tolerance } : options);
    }

    private void ReadTag(string tag, string where)
    {
        var equals = tag.IndexOf('=', StringComparison.Ordinal);
        var value = equals < 0 ? "" : tag[(equals + 1)..].Trim();
        switch (equals < 0 ? "" : tag[..equals].Trim())
        {
            case "tolerance":
                _tolerance = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var tolerance) ? Checked(tolerance, where) : throw Wrong(where, "takes a number such as 1e-3");
                break;
            case "normalize":
                Want(value, where);
                break;
            case "exact":
                Exclude(value, where);
                break;
        }
    }

    private void ReadMetadata(JsonObject owner, string where)
    {
        if ((owner["metadata"] as JsonObject)?["agentnb"] is not JsonObject agentnb || agentnb["verify"] is not { } node)
        {
            return;
        }

        where += ".agentnb.verify";
        if (node is not JsonObject verify)
        {
            throw Wrong(where, $"is an object with {string.Join(", ", _keys)}");
        }

        foreach (var (key, value) in verify)
        {
            switch (key)
            {
                case "normalize":
                    ForEach(value, $"{where}.normalize", ReadNormalize);
                    break;
                case "exact":
                    ForEach(value, $"{where}.exact", (item, place) => Exclude(Text(item, place), place));
                    break;
                case "tolerance":
                    _tolerance = value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.TryGetValue<double>(out var tolerance)
                        ? Checked(tolerance, $"{where}.tolerance")
                        : throw Wrong($"{where}.tolerance", "takes a number such as 1e-3");
                    break;
                default:
                    var name = key.Length > 60 ? key[..60] + "…" : key;
                    throw Wrong($"{where}.{name}", $"means nothing here{(NearestName.Of(key, _keys) is { } near ? $". Did you mean '{near}'?" : $": there are {string.Join(", ", _keys)}")}");
            }
        }
    }

    private void ReadNormalize(JsonNode? item, string where)
    {
        if (item is not JsonObject rule)
        {
            Want(Text(item, where), where);
            return;
        }

        if (_own.Count == MostPatterns)
        {
            throw Wrong(where, $"is one too many: a notebook may declare {MostPatterns} patterns for a cell");
        }

        var name = Text(rule["name"], $"{where}.name");
        if (name.Length is 0 or > 60 || NormalizationRules.BuiltIn.Any(builtIn => builtIn.Name == name))
        {
            throw Wrong($"{where}.name", "has to be a name of its own, of 1 to 60 characters");
        }

        var replacement = rule["replacement"] is { } given ? Text(given, $"{where}.replacement") : $"⟨{name}⟩";
        if (replacement.Length > LongestReplacement)
        {
            throw Wrong($"{where}.replacement", $"is longer than {LongestReplacement} characters");
        }

        _own.RemoveAll(other => other.Name == name);
        _own.Add(new NormalizationRule(name, rule["description"] is { } text ? Text(text, $"{where}.description") : "Declared by the notebook.", RuleScope.Everywhere)
        {
            Everywhere = Pattern(Text(rule["pattern"], $"{where}.pattern"), $"{where}.pattern"),
            Replacement = replacement,
        });
    }

    private static Regex Pattern(string pattern, string where)
    {
        if (pattern.Length > LongestPattern)
        {
            throw Wrong(where, $"is longer than {LongestPattern:N0} characters");
        }

        try
        {
            var regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline, NormalizationRule.MatchTimeout);
            return regex.IsMatch("") ? throw Wrong(where, "matches nothing at all, too, so it would be found between any two characters. Let it ask for at least one") : regex;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new NotebookException($"{where}: this regular expression cannot be used: {e.Message} Patterns are matched without backtracking, so they hold no lookarounds, backreferences and atomic groups.", e);
        }
    }

    private void Want(string name, string where)
    {
        _wanted.Add(NormalizationRules.Find(name, where).Name);
        _exact.Remove(name);
    }

    private void Exclude(string name, string where)
    {
        _exact.Add(_own.Any(rule => rule.Name == name) ? name : NormalizationRules.Find(name, where).Name);
        _wanted.Remove(name);
    }

    private static double Checked(double tolerance, string where) =>
        tolerance is >= 0 and <= 1 ? tolerance : throw Wrong(where, "lies outside its range: 0 to 1, a share of the larger number");

    private static void ForEach(JsonNode? list, string where, Action<JsonNode?, string> read)
    {
        if (list is not JsonArray items)
        {
            throw Wrong(where, "is a list");
        }

        for (var i = 0; i < items.Count; i++)
        {
            read(items[i], $"{where}[{i}]");
        }
    }

    private static string Text(JsonNode? node, string where) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Wrong(where, "has to be a text");

    private static NotebookException Wrong(string where, string what) => new($"{where} {what}.");
}
