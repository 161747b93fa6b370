namespace AgentNotebook.Tests.Models.Repair;

public class CompileRepairTests
{
    [Theory]
    [MemberData(nameof(UsingPrograms))]
    public Task a_missing_using_is_found_by_type_or_extension_name(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> UsingPrograms => new()
    {
        { "var text = new StringBuilder();\ntext.Append(\"a\").Append(1);\nvar result = text.ToString();", "result == \"a1\"" },
        { "var result = Regex.Matches(\"a1b22\", \"[0-9]+\").Count;", "result == 2" },
        { "BigInteger f = 1;\nfor (int i = 1; i <= 25; i++) f *= i;\nf.ToString()", "result == \"15511210043330985984000000\"" },
        { "var z = new Complex(3, 4);\nvar result = z.Magnitude;", "result == 5" },
        { "var result = (1.5).ToString(CultureInfo.InvariantCulture);", "result == \"1.5\"" },
        { "var w = Stopwatch.StartNew();\nvar d = new ConcurrentDictionary<string, int>();\nd.TryAdd(\"a\", 1);\nw.Stop();\nvar result = d.Count;", "result == 1" },
        { "var result = JsonSerializer.Serialize(new[] { 1, 2 });", "result == \"[1,2]\"" },
        { "var a = ImmutableArray.Create(1, 2, 3);\nvar result = a.Sum();", "result == 6" },
        { "var a = new[] { 3, 1, 2 }.ToImmutableList();\nvar result = a.Count;", "result == 3" },
    };

    [Theory]
    [MemberData(nameof(NamePrograms))]
    public Task a_misspelled_name_becomes_the_nearest_in_scope(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> NamePrograms => new()
    {
        { "int total = 0;\nforeach (var x in new[] { 1, 2, 3 }) totl += x;\nvar result = total;", "result == 6" },
        { "stirng s = \"abc\";\nInt n = s.Lenght;\nvar result = n;", "result == 3" },
        { "double r = 2;\nvar result = Math.sqrt(r * r) + math.PI;", "Math.Abs(result - 5.14159265) < 1e-6" },
        { "var xs = new int[] { 4, 5, 6 };\nvar result = xs.Count + xs.length;", "result == 6" },
        { "var xs = new List<int> { 4, 5, 6 };\nvar result = xs.Length;", "result == 3" },
        { "var q = Enumerable.Range(1, 4).Where(x => x > 2);\nint result = q.Count;", "result == 2" },
        { "bool f(int n) { if (n > 2) retrun true; return flase; }\nvar result = f(3);", "result" },
        { "int Square(int number) => number * number;\nvar result = Square(numbr: 5);", "result == 25" },
        { "var xs = new List<int>();\nxs.add(3);\nxs.Push(4);\nvar result = xs.Sum();", "result == 7" },
        { "var s = \"Hello\";\nvar result = s.toUpperCase();", "result == \"HELLO\"" },
        { "int Fibonacci(int n) => n < 2 ? n : Fibonnaci(n - 1) + Fibonaci(n - 2);\nvar result = Fibonacci(10);", "result == 55" },
        { "class Point { public double X; public double Y; }\nvar p = new Point { x = 1, Y = 2 };\nvar result = p.X + p.y;", "result == 3" },
        { "var d = new Dictionary<string, int> { [\"a\"] = 1 };\nvar result = d.containsKey(\"a\") && d.HasKey(\"a\");", "result" },
        { "Consol.WriteLine(\"x\");\nvar result = 1;", "result == 1" },
    };

    [Theory]
    [MemberData(nameof(SyntaxPrograms))]
    public Task missing_or_wrong_punctuation_is_put_right(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> SyntaxPrograms => new()
    {
        { "int a = 3\nint b = 4;\nvar result = a * b;", "result == 12" },
        { "var result = Math.Max(3, Math.Min(4, 5);", "result == 4" },
        { "int sum = 0;\nfor (int i = 0; i < 3; i++ {\n    sum += i;\n}\nvar result = sum;", "result == 3" },
        { "int[] a = { 1, 2, 3 };\nvar result = a[1 + a[0];", "result == 3" },
        { "int F(int n) {\n    int s = 0;\n    for (int i = 0; i < n; i++) {\n        s += i;\n    return s;\n}\nvar result = F(4);", "result == 6" },
        { "int F(int n) {\n    if (n > 2) {\n        return 1;\n    }\n    return 2;\n\nvar result = F(4);", "result == 1" },
        { "int F(int n)\n    return n + 1;\n}\nvar result = F(4);", "result == 5" },
        { "int s = 0;\nfor (int i = 0; i < 3; i++)\n    s += i;\n    s += 1;\n}\nvar result = s;", "result == 6" },
        { "var s = \"Hello;\nvar result = s.Length;", "result == 5" },
        { "var parts = \"a,b\".Split(',);\nvar result = parts.Length;", "result == 2" },
        { "var s = Hello\";\nvar result = s.Length;", "result == 5" },
        { "int n = 0;\nfor (int i = 0; i < 10; i++) { if (i % 2 = 0) n++; }\nvar result = n;", "result == 5" },
        { "bool ok = true;\nint n = 3;\nif (n = 3) ok = false;\nvar result = ok;", "!result" },
        { "int n = 3;\nif (n => 3) n = 10;\nvar result = n;", "result == 10" },
        { "int n = 3;\nif (n > 1 and n < 5) n = 10;\nelif (n > 7) n = 1;\nvar result = n;", "result == 10" },
        { "var s = 'Hello';\nvar result = s.Length;", "result == 5" },
        { "var xs = new List<int> { 1, 2, 3 ;\nvar result = xs.Count;", "result == 3" },
        { "var f = (int x) = x * 2;\nvar result = f(4);", "result == 8" },
        { "var result = new[] { 1, 2, 3 }.Select(x => { return x * 2; ).Sum();", "result == 12" },
        { "switch (3)\n{\n    case 3\n        Console.WriteLine();\n        break;\n}\nvar result = 1;", "result == 1" },
        { "class A {\n    public int X { get; set; }\n    public int Twice() {\n        return X * 2;\n    }\n\nvar a = new A { X = 4 };\nvar result = a.Twice();", "result == 8" },
    };

    [Theory]
    [MemberData(nameof(ConversionPrograms))]
    public Task a_value_of_the_wrong_type_is_converted(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> ConversionPrograms => new()
    {
        { "double d = 7.9;\nint n = d;\nvar result = n;", "result == 7" },
        { "int n = 42;\nstring s = n;\nvar result = s;", "result == \"42\"" },
        { "string s = \"42\";\nint n = s;\nvar result = n + 1;", "result == 43" },
        { "double d = \"2.5\";\nvar result = d;", "result == 2.5" },
        { "List<int> xs = new[] { 1, 2, 3 }.Where(x => x > 1);\nvar result = xs.Count;", "result == 2" },
        { "int[] xs = new List<int> { 1, 2 };\nvar result = xs.Length;", "result == 2" },
        { "int? n = 5;\nint m = n;\nvar result = m;", "result == 5" },
        { "decimal price = 10.5m;\nvar result = price * 1.2;", "result == 12.6m" },
        { "float f = 1.5;\nvar result = f;", "result == 1.5f" },
        { "char c = \"x\";\nstring t = 'y';\nvar result = t + c;", "result == \"yx\"" },
        { "double Half(int n) => n / 2.0;\nint h = Half(9);\nvar result = h;", "result == 4" },
        { "int Twice(int n) => n * 2;\nvar result = Twice(\"21\");", "result == 42" },
        { "string text = \"5\";\nint n = 5;\nvar result = n == text;", "result" },
        { "var chars = \"cab\".OrderBy(c => c);\nstring s = chars;\nvar result = s;", "result == \"abc\"" },
        { "int x = 5;\nvar result = 0 < x < 10;", "result" },
        { "object o = 5;\nint n = o;\nvar result = n;", "result == 5" },
        { "int n = 3;\nif (n) n = 7;\nvar result = n;", "result == 7" },
        { "byte b = 3;\nb = b + 1;\nvar result = (int)b;", "result == 4" },
        { "var a = new List<double> { 1, 2 };\nint[] b = a;\nvar result = b.Sum();", "result == 3" },
        { "long big = 3000000000;\nint n = 2;\nint r = big / n;\nvar result = r;", "result == 1500000000" },
    };

    [Theory]
    [MemberData(nameof(AsyncPrograms))]
    public Task a_task_is_awaited_and_what_awaits_is_async(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> AsyncPrograms => new()
    {
        { "async Task<int> Get() { await Task.Yield(); return 5; }\nint x = Get();\nvar result = x;", "result == 5" },
        { "async Task<string> Get() { await Task.Yield(); return \"abc\"; }\nvar result = Get().Length;", "result == 3" },
        { "int Get() { await Task.Delay(1); return 5; }\nvar result = await Get();", "result == 5" },
        { "async Task<List<int>> Get() { await Task.Yield(); return new List<int> { 1, 2 }; }\nint s = 0;\nforeach (var x in Get()) s += x;\nvar result = s;", "result == 3" },
        { "async Task<int> One() { await Task.Yield(); return 1; }\nint Two() { return await One() + await One(); }\nint result = Two();", "result == 2" },
        { "int n = 0;\nvoid Work() { await Task.Delay(1); n = 3; }\nWork();\nvar result = n;", "result == 3" },
        { "async Task<int> Get() { await Task.Yield(); return 5; }\nvar result = Get() + 1;", "result == 6" },
    };

    [Theory]
    [MemberData(nameof(ArgumentPrograms))]
    public Task arguments_are_ordered_dropped_or_added_by_type(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> ArgumentPrograms => new()
    {
        { "string Rep(string s, int n) => string.Concat(Enumerable.Repeat(s, n));\nvar result = Rep(3, \"ab\");", "result == \"ababab\"" },
        { "int Add(int a, int b) => a + b;\nvar result = Add(1, 2, 3);", "result == 3" },
        { "double Scale(double value, double factor) => value * factor;\ndouble factor = 3;\nvar result = Scale(2.0);", "result == 6" },
        { "void Inc(ref int n) { n++; }\nint k = 1;\nInc(k);\nvar result = k;", "result == 2" },
        { "int n = 0;\nint.TryParse(\"12\", n);\nvar result = n;", "result == 12" },
        { "record P(string Name, int Age);\nvar p = new P(30, \"Ann\");\nvar result = p.Age;", "result == 30" },
        { "var result = string.Join(new[] { \"a\", \"b\" }, \"-\");", "result == \"a-b\"" },
        { "var result = Math.Pow(2);", "result == 1 || result == 4" },
    };

    [Theory]
    [MemberData(nameof(AbbreviationPrograms))]
    public Task a_short_or_partial_name_becomes_the_one_it_stands_for(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> AbbreviationPrograms => new()
    {
        { "var words = new[] { \"pear\", \"fig\" };\nvar result = words.OrderByDesc(w => w.Length).First();", "result == \"pear\"" },
        { "var result = new[] { 2.0, 4.0 }.Avg();", "result == 3" },
        { "var result = new[] { 2, 2, 4 }.Dist().Count();", "result == 2" },
        { "var xs = new List<int> { 4, 5, 6 };\nvar result = xs.Lenght * xs.Leng;", "result == 9" },
        { "var seen = new HashSet<int> { 4, 5, 5 };\nvar result = seen.lenght;", "result == 2" },
        { "var first = new Sorted<string, int> { [\"b\"] = 2, [\"a\"] = 1 };\nvar result = first.Keys.First();", "result == \"a\"" },
        { "record struct Pt2(double X, double Y);\nPoint2 Twice(Point2 p) => new Point2(2 * p.X, 2 * p.Y);\nvar result = Twice(new Pt2(1, 2)).Y;", "result == 4" },
        { "int Reach(int[] hops)\n{\n    int best = 0;\n    foreach (var hop in hops)\n    {\n        int lastBest = best, nextBest = best + hop;\n        if (Best > lastBest) best = nextBest;\n    }\n    return best;\n}\nvar result = Reach([3, -1, 2]);", "result == 5" },
        { "double x0 = 1, total = 0;\nfor (int i = 0; i < 3; i++)\n{\n    double x1 = x0 / 2;\n    total += x0 - x;\n    x0 = x;\n}\nvar result = total;", "Math.Abs(result - 0.875) < 1e-12" },
        { "int width = 3, height = 4;\nint Area() => wide * heigt + wide;\nvar result = Area();", "result == 15" },
    };

    [Theory]
    [InlineData("Log2", "Log10")]
    [InlineData("Mat3", "Matrix32")]
    [InlineData("a", "average")]
    [InlineData("core", "score")]
    [InlineData("total", "Total")]
    [InlineData("", "x")]
    public void a_name_that_is_no_short_form_is_not_taken_for_one(string wrong, string right) =>
        Assert.Null(AgentNotebook.Models.Repair.Compiling.Abbreviation.Rank(wrong, right));

    [Fact]
    public async Task a_variable_that_nothing_reads_is_preferred_to_one_that_is_read()
    {
        var (last, _) = await RepairBench.MustMendAsync("int midScore = 4;\nint F(int endScore)\n{\n    int twice = 2 * midScore;\n    return twice + score;\n}\nvar result = F(10);", ["result > 0"], tries: false);
        Assert.Contains("return twice + endScore;", last.Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_name_that_is_wrong_throughout_is_mended_in_one_step()
    {
        var (last, said) = await RepairBench.MustMendAsync(
            "class Wall { public double Leftmost, Left; }\nvar w = new Wall { Left = 1, Leftmost = 3 };\nint paidCost = 2, costs = 5;\nvar result = w.Lef + w.Lef * 10 + cost + cost * paidCost;", ["result == 48"]);
        Assert.Contains("w.Leftmost + w.Leftmost * 10 + costs + costs * paidCost", last.Code, StringComparison.Ordinal);
        Assert.Single(said);
    }

    [Theory]
    [MemberData(nameof(RunOnPrograms))]
    public Task a_statement_that_runs_on_into_the_next_line_is_ended(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> RunOnPrograms => new()
    {
        { "int a = 1, b = 2;\nint c = a\n(a, b) = (b, c);\nvar result = a * 10 + b;", "result == 21" },
        { "var xs = new[] { 5, 6 };\nvar n = xs.Length\n(xs[0], xs[1]) = (n, xs[0]);\nvar result = xs;", "result[0] == 2 && result[1] == 5" },
    };

    [Theory]
    [MemberData(nameof(StreamPrograms))]
    public Task a_stream_is_awaited_exactly_when_it_is_asynchronous(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> StreamPrograms => new()
    {
        { "async IAsyncEnumerable<int> Numbers() { yield return 1; await Task.Yield(); yield return 2; }\nint result = 0;\nforeach (var n in Numbers()) result += n;", "result == 3" },
        { "async IAsyncEnumerable<int> Numbers() { yield return 1; await Task.Yield(); yield return 2; }\nint Sum()\n{\n    int s = 0;\n    foreach (var n in Numbers()) s += n;\n    return s;\n}\nint result = Sum();", "result == 3" },
        { "int result = 0;\nawait foreach (var n in new[] { 1, 2 }) result += n;", "result == 3" },
        { "class Gate : IAsyncDisposable { public int N = 4; public ValueTask DisposeAsync() => default; }\nint result;\nusing (var gate = new Gate()) { result = gate.N; }", "result == 4" },
        { "int result;\nawait using (var text = new StringReader(\"ab\")) { result = text.Read(); }", "result == 97" },
    };

    [Theory]
    [MemberData(nameof(ValuePrograms))]
    public Task a_missing_value_is_read_from_its_surroundings(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> ValuePrograms => new()
    {
        { "double Mid(double a, double b) => (a + b) / 2;\ndouble[] xs = { 1, 2, 4 };\nvar mids = new List<double>();\nfor (int i = 0; i + 1 < xs.Length; i++)\n{\n    if (xs[i + 1] < xs[i]) continue;\n    mids.Add(Mid(xs[i]));\n}\nvar result = mids;", "result[0] == 1.5 && result[1] == 3" },
        { "double Mix(double low, double high, double share) => low + (high - low) * share;\ndouble[] ys = { 10, 20 };\ndouble share = 0.25;\nint k = 1;\nvar result = Mix(ys[k], share);", "result == 12.5" },
        { "int Find(string[] names, string name, int otherwise)\n{\n    int place;\n    for (int i = 0; i < names.Length; i++)\n        if (names[i] == name) place = i;\n    return place;\n}\nvar result = Find([\"a\", \"b\"], \"c\", 9);", "result == 9" },
        { "double Tax(double income)\n{\n    if (income < 10) return 0;\n    if (income < 50) return (income - 10) * 0.5;\n}\nvar result = Tax(80);", "result == 20" },
    };

    [Theory]
    [MemberData(nameof(CheckedTypePrograms))]
    public Task a_result_takes_the_type_that_its_check_reads(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> CheckedTypePrograms => new()
    {
        { "double?[] xs = [1, 3];\nvar result = xs.Average();", "Math.Abs(result - 2) < 1e-9" },
        { "double? Half(int n) => n > 0 ? n / 2.0 : null;\ndouble? result = Half(5);", "Math.Round(result) == 2" },
        { "var result = new[] { 3, 1, 2 }.OrderBy(x => x);", "result[0] == 1 && result.Length == 3" },
        { "new List<int> { 3, 1 }.Where(x => x > 1)", "result.Count == 1 && result[0] == 3" },
        { "int?[] xs = [4, 5];\nvar result = xs.Select(x => x * 2).ToList();", "Math.Max(result[0], result[1]) == 10" },
        { "var given = new Dictionary<string, double?> { [\"a\"] = 1.5 };\nvar means = new Dictionary<string, double?>();\nforeach (var (name, mean) in given) means[name] = mean;\nvar result = means;", "Math.Abs(result[\"a\"] - 1.5) < 1e-9" },
        { "async Task<int> Get() { await Task.Yield(); return 5; }\nvar result = Get();", "result + 1 == 6" },
    };
}
