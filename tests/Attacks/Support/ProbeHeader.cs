using System.Globalization;
using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>Reads the comment lines a probe starts with: <c>// key: value</c>, each key once.</summary>
internal static class ProbeHeader
{
    private static readonly string[] _keys = ["attack", "group", "at none", "expect", "gets through at filtered", "gets through everywhere", "gets through with a gpu", "needs", "uses", "wall time"];

    /// <exception cref="FormatException">The header is not of the form; names the probe and the line.</exception>
    internal static Probe Parse(string name, string text)
    {
        var fields = Fields(name, text);
        var group = Required(name, fields, "group");
        if (group != name.Split('/')[0])
        {
            throw new FormatException($"{name}: its group is '{group}', but it lies in another folder.");
        }

        var expect = List(fields, "expect").Select(verdict => Verdict(name, verdict)).ToList();
        return new Probe
        {
            Name = name,
            Attack = Required(name, fields, "attack"),
            AtNone = AtNone(name, Required(name, fields, "at none"), expect.Count),
            Expect = expect,
            ThroughAtFiltered = fields.GetValueOrDefault("gets through at filtered"),
            ThroughWithGpu = fields.GetValueOrDefault("gets through with a gpu"),
            ThroughEverywhere = fields.GetValueOrDefault("gets through everywhere"),
            Needs = [.. List(fields, "needs").Select(need => Need.IsKnown(need) ? new Need(need) : throw new FormatException($"{name}: it needs '{need}', which is not known here."))],
            Uses = [.. List(fields, "uses")],
            WallTime = fields.TryGetValue("wall time", out var time) ? Seconds(name, time) : TimeSpan.FromSeconds(15),
            Code = text,
        };
    }

    private static Dictionary<string, string> Fields(string name, string text)
    {
        var fields = new Dictionary<string, string>();
        foreach (var line in text.Split('\n').TakeWhile(line => line.StartsWith("// ", StringComparison.Ordinal)))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var key = colon < 0 ? line[3..] : line[3..colon];
            if (!_keys.Contains(key))
            {
                throw new FormatException($"{name}: '{line}' is no line of a header; those are {string.Join(", ", _keys)}.");
            }

            if (!fields.TryAdd(key, line[(colon + 2)..].Trim()) || fields[key].Length == 0)
            {
                throw new FormatException($"{name}: '{key}' is empty or there twice.");
            }
        }

        return fields;
    }

    private static string Required(string name, Dictionary<string, string> fields, string key) =>
        fields.GetValueOrDefault(key) ?? throw new FormatException($"{name}: '// {key}: …' is missing.");

    private static string[] List(Dictionary<string, string> fields, string key) =>
        fields.TryGetValue(key, out var value) ? value.Split(',', StringSplitOptions.TrimEntries) : [];

    private static Verdict Verdict(string name, string text) =>
        Enum.TryParse<Verdict>(text, out var verdict) && Enum.IsDefined(verdict) ? verdict : throw new FormatException($"{name}: '{text}' is no verdict.");

    // A probe that never gets through has to say why, and how it ends instead.
    private static AtNone AtNone(string name, string value, int verdicts) => value.Split(':', 2, StringSplitOptions.TrimEntries) switch
    {
        ["gets-through"] => Attacks.AtNone.GetsThrough,
        ["stopped", { Length: > 0 }] when verdicts > 0 => Attacks.AtNone.Stopped,
        ["stopped", { Length: > 0 }] => throw new FormatException($"{name}: a probe that is stopped at every level names the verdicts it may end with: '// expect: …'."),
        ["depends", { Length: > 0 }] => Attacks.AtNone.Depends,
        _ => throw new FormatException($"{name}: 'at none' is 'gets-through', 'stopped: reason' or 'depends: reason', not '{value}'."),
    };

    private static TimeSpan Seconds(string name, string text) =>
        text.EndsWith(" s", StringComparison.Ordinal) && double.TryParse(text[..^2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"{name}: 'wall time' is a number of seconds such as '1.5 s', not '{text}'.");
}
