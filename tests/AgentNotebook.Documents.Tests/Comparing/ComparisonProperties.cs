using System.Text.Json.Nodes;
using AgentNotebook.Documents.Comparing;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Documents.Tests.Comparing;

public class ComparisonProperties
{
    private static readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void any_notebook_is_the_same_as_itself_without_a_rule() =>
        Prop.ForAll<int>(seed =>
        {
            var outputs = RandomOutputs(new System.Random(seed));
            var cell = NotebookComparison.Of(Outputs.Book(outputs), Outputs.Book(outputs)).Cells[0];
            Assert.Equal(CellVerdict.Same, cell.Verdict);
            Assert.Empty(cell.Applied);
        }).Check(_config);

    [Fact]
    public void the_verdict_does_not_depend_on_which_side_is_stored() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new System.Random(seed);
            var (a, b) = (RandomOutputs(random), RandomOutputs(random));
            // Mostly near each other: otherwise everything would be different anyway.
            b = random.Next(4) == 0 ? b : [.. a.Select(output => Shaken(output, random))];
            Assert.Equal(Verdict(a, b), Verdict(b, a));
        }).Check(_config);

    private static CellVerdict Verdict(JsonObject[] stored, JsonObject[] executed) => NotebookComparison.Of(Outputs.Book(stored), Outputs.Book(executed)).Cells[0].Verdict;

    private static JsonObject[] RandomOutputs(System.Random random) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(6) switch
    {
        0 => Outputs.Print(RandomText(random), random.Next(2) == 0 ? "stdout" : "stderr"),
        1 => Outputs.Error("E" + random.Next(2), RandomText(random), $"line {random.Next(3)}: x"),
        2 => Outputs.Html(RandomMarkup(random, 3)),
        3 => Outputs.Svg($"<svg>{RandomMarkup(random, 2)}</svg>"),
        4 => Outputs.Data(("application/json", new JsonObject { ["a"] = random.NextDouble(), ["b"] = new JsonArray(random.Next(3), RandomText(random)) }.ToJsonString())),
        _ => Outputs.Text(RandomText(random)),
    })];

    private static JsonObject Shaken(JsonObject output, System.Random random)
    {
        var text = output.ToJsonString();
        var digits = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i]) && i > 0 && char.IsAsciiDigit(text[i - 1])).ToList();
        if (digits.Count == 0 || random.Next(3) == 0)
        {
            return output;
        }

        var at = digits[random.Next(digits.Count)];
        try
        {
            return JsonNode.Parse(text[..at] + random.Next(10) + text[(at + 1)..])!.AsObject();
        }
        catch (System.Text.Json.JsonException)
        {
            return output;
        }
    }

    private static string RandomText(System.Random random) => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(9) switch
    {
        0 => "12.5 ms ",
        1 => "2026-01-02 03:04:05 ",
        2 => "/home/x/y.txt ",
        3 => random.NextDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture) + " ",
        4 => $"{random.Next(100)}\n",
        5 => "00000000-0000-0000-0000-00000000001" + random.Next(10) + " ",
        6 => "<&> ",
        7 => "−1.5e-3 ",
        _ => "word ",
    }));

    private static string RandomMarkup(System.Random random, int depth) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ =>
    {
        var name = new[] { "p", "b", "div", "g", "text", "unclosed" }[random.Next(6)];
        var mark = random.Next(4) == 0 ? $" data-volatile=\"{new[] { "durations", "memory-curve", "nonsense durations" }[random.Next(3)]}\"" : "";
        return $"<{name} x=\"{random.Next(30)}.{random.Next(10)}\"{mark}>{RandomText(random).Replace("<&>", "")}{(depth > 0 ? RandomMarkup(random, depth - 1) : "")}{(name == "unclosed" ? "" : $"</{name}>")}";
    }));
}
