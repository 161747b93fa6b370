using System.Globalization;
using System.Text.RegularExpressions;
using AgentNotebook.Documents;

namespace AgentNotebook.Tool.Grids;

/// <summary>A parameter of a grid and the values it takes.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Values">Its values, in order, each once.</param>
internal sealed partial record GridAxis(string Name, IReadOnlyList<NotebookParameter> Values)
{
    /// <summary>Reads <c>name=values</c>: values with commas between them, each as <see cref="NotebookParameter.Parse"/> takes it, or a range of whole numbers, <c>1..5</c> or <c>0..100..10</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most values.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static GridAxis Parse(string text, int most)
    {
        var equals = text.IndexOf('=');
        if (equals < 1)
        {
            throw new UsageException($"--grid takes a parameter and its values, such as rate=0.1,0.2 or seed=1..5, not '{text}'.");
        }

        var name = text[..equals].Trim();
        var values = new List<NotebookParameter>();
        foreach (var item in Split(name, text[(equals + 1)..]).SelectMany(item => Expand(name, item, most)))
        {
            if (values.Count == most)
            {
                throw new UsageException($"--grid {name} has more than {most:N0} values, which is the most members a grid has. Give fewer, or raise --max-members.");
            }

            values.Add(Value(name, item));
        }

        return values.GroupBy(value => value.Literal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new UsageException($"--grid {name} has the value {twice.First().Text} more than once. Take one of them out; repetitions are another parameter, such as seed=1..5.")
            : new GridAxis(name, values);
    }

    private static NotebookParameter Value(string name, string item)
    {
        try
        {
            return NotebookParameter.Parse($"{name}={item}");
        }
        catch (NotebookException exception)
        {
            throw new UsageException(exception.Message.Replace("--parameters", "--grid", StringComparison.Ordinal));
        }
    }

    /// <summary>Commas within quotes and brackets belong to a value.</summary>
    private static IEnumerable<string> Split(string name, string text)
    {
        var (start, depth, quoted) = (0, 0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth <= 0 && !quoted))
            {
                var item = text[start..i].Trim();
                yield return item.Length > 0 ? item : throw new UsageException($"--grid {name} has an empty value. Write {name}=1,2 without a comma too many; an empty text is {name}=\"\".");
                start = i + 1;
                continue;
            }

            quoted ^= text[i] == '"';
            depth += quoted ? 0 : text[i] switch { '[' => 1, ']' => -1, _ => 0 };
        }
    }

    private static IEnumerable<string> Expand(string name, string item, int most)
    {
        if (Range().Match(item) is not { Success: true } range)
        {
            return LikeRange().IsMatch(item)
                ? throw new UsageException($"--grid {name}: '{item}' is no range: a range has whole numbers, {name}=1..5 or {name}=0..100..10. Name other values one by one, with commas.")
                : [item];
        }

        long Number(string group) => long.TryParse(range.Groups[group].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException($"--grid {name}: '{item}' has a number that is out of range.");

        var (first, last) = (Number("first"), Number("last"));
        var step = range.Groups["step"].Success ? Number("step") : first <= last ? 1 : -1;
        if (step == 0 || (first != last && (step > 0) != (last > first)))
        {
            throw new UsageException($"--grid {name}: from {first} no step of {step} leads to {last}. Write the step as {(first <= last ? "a positive" : "a negative")} number: {name}={first}..{last}..{(first <= last ? 1 : -1)}.");
        }

        var count = (((Int128)last - first) / step) + 1;
        return count <= most
            ? Enumerable.Range(0, (int)count).Select(i => (first + (i * step)).ToString(CultureInfo.InvariantCulture))
            : throw new UsageException($"--grid {name}: '{item}' has {count.ToString("N0", CultureInfo.InvariantCulture)} values, and a grid has at most {most:N0} members. Widen the step, or raise --max-members.");
    }

    [GeneratedRegex(@"^(?<first>[+-]?\d+)\.\.(?<last>[+-]?\d+)(\.\.(?<step>[+-]?\d+))?$")]
    private static partial Regex Range();

    [GeneratedRegex(@"^[+-]?[\d.]+([eE][+-]?\d+)?\.\.[+-]?[\d.]+")]
    private static partial Regex LikeRange();
}
