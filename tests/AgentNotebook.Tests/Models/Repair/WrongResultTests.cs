namespace AgentNotebook.Tests.Models.Repair;

public class WrongResultTests
{
    [Theory]
    [MemberData(nameof(Programs))]
    public Task a_small_slip_that_only_a_check_shows_is_found(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> Programs => new()
    {
        { "double x = 1, v = 0, dt = 0.05;\nfor (int i = 0; i < 400; i++)\n{\n    var a = -x + 0.1 * v;\n    v += a * dt;\n    x += v * dt;\n}\nvar result = 0.5 * v * v + 0.5 * x * x;", "result < 0.5" },
        { "int Fact(int n)\n{\n    int p = 0;\n    for (int i = 1; i <= n; i++) p *= i;\n    return p;\n}\nvar result = Fact(5);", "result == 120" },
        { "double Mean(int[] xs)\n{\n    int s = 0;\n    foreach (var x in xs) s += x;\n    return s / xs.Length;\n}\nvar result = Mean(new[] { 1, 2 });", "result == 1.5" },
        { "int SumTo(int n)\n{\n    int s = 0;\n    for (int i = 1; i < n; i++) s += i;\n    return s;\n}\nvar result = SumTo(10);", "result == 55" },
        { "int Largest(int[] xs)\n{\n    int best = xs[0];\n    foreach (var x in xs)\n        if (x < best) best = x;\n    return best;\n}\nvar result = Largest(new[] { 3, 9, 4 });", "result == 9" },
        { "int Largest(int[] xs)\n{\n    int max = 0;\n    foreach (var x in xs)\n        if (x > max) max = x;\n    return max;\n}\nvar result = Largest(new[] { -3, -9, -4 });", "result == -3" },
        { "string s = \"  abc \";\ns.Trim();\nvar result = s;", "result == \"abc\"" },
        { "int n = 0;\nfor (int i = 0; i < 5; i++);\n    n++;\nvar result = n;", "result == 5" },
        { "bool InRange(int x, int lo, int hi) => x >= lo || x <= hi;\nvar result = InRange(20, 1, 10);", "!result" },
        { "var xs = new List<int> { 3, 1, 2 };\nxs.Sort((a, b) => a.CompareTo(b));\nvar result = string.Join(\",\", xs);", "result == \"3,2,1\"" },
        { "double Area(double r) => Math.PI * r * 2;\nvar result = Math.Sin(30);", "Math.Abs(result - 0.5) < 1e-9" },
        { "int DigitSum(string s)\n{\n    int t = 0;\n    foreach (var c in s) t += c;\n    return t;\n}\nvar result = DigitSum(\"123\");", "result == 6" },
        { "var actions = new List<Func<int>>();\nfor (int i = 0; i < 3; i++)\n{\n    actions.Add(() => i);\n}\nvar result = actions.Sum(f => f());", "result == 3" },
        { "int[] a = { 1, 2, 3 };\nvar b = a;\nb[0] = 9;\nvar result = a[0];", "result == 1" },
        { "int Pow2(int n) => n ^ 2;\nvar result = Pow2(5);", "result == 25" },
        { "int Sum(int[] xs)\n{\n    int s = 0;\n    foreach (var x in xs)\n    {\n        s += x;\n        return s;\n    }\n    return 0;\n}\nvar result = Sum(new[] { 1, 2, 3 });", "result == 6" },
        { "double Celsius(double f) => f - 32 * 5 / 9;\nvar result = Celsius(212);", "Math.Abs(result - 100) < 1e-9" },
        { "long Fact(int n)\n{\n    int p = 1;\n    for (int i = 2; i <= n; i++) p *= i;\n    return p;\n}\nvar result = Fact(15);", "result == 1307674368000" },
        { "string Grade(int n)\n{\n    if (n > 50) return \"pass\";\n    else if (n > 90) return \"top\";\n    return \"fail\";\n}\nvar result = Grade(95);", "result == \"top\"" },
    };

    [Fact]
    public async Task two_ways_to_reorder_an_explicit_step_that_gains_energy_are_named_and_left_in_doubt()
    {
        var (attempts, said) = await RepairBench.RepairAsync(
            "double x = 1, v = 0, dt = 0.1, most = 0;\nfor (int i = 0; i < 2000; i++)\n{\n    var a = -x;\n    x += v * dt;\n    v += a * dt;\n    most = Math.Max(most, 0.5 * v * v + 0.5 * x * x);\n}\nvar result = most;",
            ["result < 0.6", "result > 0.4"]);
        Assert.Single(attempts);
        Assert.Contains("Line 4: `var a = -x;` moved to line 5, because `x` must be brought up to date before `a`.", said[^1]);
        Assert.Contains("Line 5: `x += v * dt;` moved to line 6, because `v` must be brought up to date before `x`.", said[^1]);
    }

    [Fact]
    public async Task a_result_is_never_set_to_what_a_check_asks_for()
    {
        var (attempts, said) = await RepairBench.RepairAsync("var result = 4;", ["result == 5"]);
        Assert.All(attempts, attempt => Assert.False(attempt.Succeeded));
        Assert.Contains("No small change is known", said[^1]);
    }

    [Fact]
    public async Task inputs_are_never_changed_to_meet_a_check()
    {
        var (attempts, _) = await RepairBench.RepairAsync("int n = 4;\nint Double(int x) => x * 2;\nvar result = Double(n);", ["result == 10"]);
        Assert.All(attempts, attempt => Assert.Contains("int n = 4;", attempt.Code));
    }

    [Fact]
    public async Task a_constant_that_a_function_returns_is_not_changed_to_meet_a_check()
    {
        var (attempts, _) = await RepairBench.RepairAsync("int Get() { return 5; }\nvar result = Get();", ["result == 6"]);
        Assert.False(attempts[^1].Succeeded);
    }

    [Fact]
    public async Task no_code_is_proposed_twice()
    {
        var (attempts, _) = await RepairBench.RepairAsync("int F(int a, int b)\n{\n    int s = 0;\n    for (int i = 0; i < a; i++) s += b;\n    return s;\n}\nvar result = F(3, 4);", ["result == 1000003"]);
        var codes = attempts.Select(a => AgentNotebook.Execution.Compiling.CodeFingerprint.Of(a.Code)).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.False(attempts[^1].Succeeded);
    }
}
