using System.Globalization;

namespace AgentNotebook.Models.Scripted;

/// <summary>A mapping whose keys are known: a strange key, a key given twice and a value of the wrong form are refused with their place.</summary>
internal sealed class PlaybookMap
{
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    private readonly string _file;
    private readonly string _what;
    private readonly PlaybookNode _node;
    private readonly Dictionary<string, PlaybookNode> _values = new(StringComparer.Ordinal);

    public PlaybookMap(string file, string what, PlaybookNode node, params string[] keys)
    {
        (_file, _what, _node) = (file, what, node);
        if (node.Entries is null)
        {
            throw At(node, $"{what} must be a mapping with the keys {string.Join(", ", keys)}, not {node.Form}.");
        }

        foreach (var (key, value) in node.Entries)
        {
            var name = key.Scalar ?? throw At(key, $"A key of {what} must be text, not {key.Form}.");
            if (!keys.Contains(name))
            {
                var near = NameDistance.Nearest(name, keys);
                throw At(key, $"{what} has no key '{(name.Length > 60 ? name[..60] + "…" : name)}'."
                    + (near is null ? $" Its keys: {string.Join(", ", keys)}." : $" Did you mean '{near}'?"));
            }

            if (!_values.TryAdd(name, value))
            {
                throw At(key, $"{what} has the key '{name}' twice. Keep one.");
            }
        }
    }

    public bool Has(string key) => _values.ContainsKey(key);

    public PlaybookNode Value(string key) => _values.TryGetValue(key, out var value)
        ? value
        : throw At(_node, $"{_what} lacks '{key}'. Add it.");

    public PlaybookNode? Optional(string key) => _values.GetValueOrDefault(key);

    public string Text(string key)
    {
        var value = Value(key);
        return value.Scalar is { } text && text.Trim().Length > 0
            ? text
            : throw At(value, $"'{key}' of {_what} must be text that is not empty" + (value.Scalar is null ? $", not {value.Form}." : "."));
    }

    public int? Number(string key, int least, int most)
    {
        if (Optional(key) is not { } value)
        {
            return null;
        }

        return int.TryParse(value.Scalar, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw At(value, $"'{key}' of {_what} must be a whole number from {least} to {most}" + Given(value));
    }

    /// <summary>A word out of a few.</summary>
    public T Word<T>(string key, IReadOnlyDictionary<string, T> words)
    {
        var word = Text(key).Trim();
        return words.TryGetValue(word, out var meant)
            ? meant
            : throw At(Value(key), $"'{key}' of {_what} must be one of {string.Join(", ", words.Keys)}, not '{(word.Length > 60 ? word[..60] + "…" : word)}'."
                + (NameDistance.Nearest(word, [.. words.Keys]) is { } near ? $" Did you mean '{near}'?" : ""));
    }

    /// <summary>The items of a list; none when the key is not there.</summary>
    public IReadOnlyList<PlaybookNode> Items(string key) =>
        Optional(key) is not { } value ? [] : value.Items ?? throw At(value, $"'{key}' of {_what} must be a list, not {value.Form}.");

    /// <summary>A list of texts; empty when the key is not there.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        [.. Items(key).Select(item => item.Scalar is { } text && text.Trim().Length > 0 ? text.Trim() : throw At(item, $"An item of '{key}' of {_what} must be text that is not empty."))];

    /// <summary>An amount of money.</summary>
    public decimal? Amount(string key)
    {
        if (Optional(key) is not { } value)
        {
            return null;
        }

        return decimal.TryParse(value.Scalar, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw At(value, $"'{key}' of {_what} must be an amount in dollars, such as 0.012" + Given(value));
    }

    public TimeSpan? Duration(string key)
    {
        if (Optional(key) is not { } value)
        {
            return null;
        }

        var text = value.Scalar?.Trim() ?? "";
        var (digits, factor) =
            text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1.0)
            : text.EndsWith('s') ? (text[..^1], 1_000.0)
            : text.EndsWith('m') ? (text[..^1], 60_000.0)
            : ("", 0.0);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * factor <= _longest.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(number * factor)
            : throw At(value, $"'{key}' of {_what} must be a time of at most an hour with its unit, such as 200ms, 2s or 1m" + Given(value));
    }

    public PlaybookException At(PlaybookNode node, string problem) => new(_file, node.Line, node.Column, problem);

    private static string Given(PlaybookNode value) => value.Scalar is { } text ? $", not '{(text.Length > 60 ? text[..60] + "…" : text)}'." : $", not {value.Form}.";
}
