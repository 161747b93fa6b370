namespace AgentNotebook.Tests.Models.Repair;

public class SlipTests
{
    [Theory]
    [MemberData(nameof(Programs))]
    public async Task a_usual_slip_is_mended_as_its_author_would(string code, string[] checks, string expected)
    {
        var (last, _) = await RepairBench.MustMendAsync(code, checks);
        Assert.Contains(expected, last.Code);
    }

    public static TheoryData<string, string[], string> Programs => new()
    {
        { "int[] heights = { 4, 1, 7, 2, 9 };\nint width = 2;\nint most = 0;\nfor (int from = 0; from < heights.Length; from++)\n{\n    int sum = 0;\n    for (int i = 0; i < width; i++)\n    {\n        sum += heights[from + i];\n    }\n    most = Math.Max(most, sum);\n}\nvar result = most;", ["result == 11"], "from <= heights.Length - width" },
        { "double Ratio(double part, double all)\n{\n    return part / all;\n}\nvar result = new[] { Ratio(1, 4), Ratio(0, 0) };", ["result[0] == 0.25", "!double.IsNaN(result[1])"], "all == 0 ? 0 : part / all" },
        { "double Tent(double x) => Math.Tan(x) / x;\nvar result = Tent(0) + 2;", ["result == 3"], "x == 0 ? 1 : Math.Tan(x) / x" },
        { "double Box(double width, double height, double depth) => width + 10 * height + 100 * depth;\ndouble depth = 3, width = 1, height = 2;\nvar result = Box(depth, width, height);", ["result == 321"], "Box(width, height, depth)" },
        { "var day = 9;\nvar month = 8;\nvar year = 2021;\nvar date = new DateTime(day, month, year);\nvar result = date.DayOfYear;", ["result == 221"], "new DateTime(year, month, day)" },
        { "int[] steps = { 1, 4 };\nvar least = new int[11];\nfor (int n = 1; n < least.Length; n++)\n{\n    least[n] = 0;\n    foreach (var s in steps)\n    {\n        if (s <= n) least[n] = Math.Min(least[n], 1 + least[n - s]);\n    }\n}\nvar result = least[10];", ["result == 4", "least[8] == 2", "least[5] == 2"], "int.MaxValue" },
        { "class Reading { public int? Depth { get; set; } }\nvar all = new Dictionary<string, Reading> { [\"a\"] = new Reading { Depth = 4 }, [\"b\"] = null };\nvar depths = new List<int>();\nforeach (var key in new[] { \"a\", \"b\" })\n{\n    depths.Add(all[key].Depth.Value);\n}\nvar result = depths.Min();", ["result == -1"], "all[key]?.Depth ?? -1" },
    };

    [Fact]
    public async Task two_slips_at_once_are_found_together()
    {
        var (last, said) = await RepairBench.MustMendAsync(
            "double Total(double[] xs)\n{\n    double sum = 0;\n    for (int i = 1; i < xs.Length; i++) sum += xs[i];\n    return sum;\n}\nvar larger = Math.Min(Total(new double[] { 1, 2 }), Total(new double[] { 4, 5 }));\nvar result = larger;",
            ["result == 9", "Total(new double[] { 7 }) == 7"]);
        Assert.Contains("int i = 0", last.Code);
        Assert.Contains("Math.Max(Total", last.Code);
        Assert.Single(said);
    }

    [Fact]
    public async Task equally_usual_changes_that_pass_and_differ_are_in_doubt()
    {
        var (attempts, said) = await RepairBench.RepairAsync("int Rest(int a, int b, int c) => a - b - c;\nvar result = Rest(5, 6, 7);", ["result > 0"]);
        Assert.False(attempts[^1].Succeeded, attempts[^1].Code);
        Assert.Contains("In doubt", said[^1]);
    }
}
