namespace AgentNotebook.Tests.Models.Repair;

public class RunRepairTests
{
    [Theory]
    [MemberData(nameof(IndexPrograms))]
    public Task an_index_beyond_the_end_is_mended_at_its_loop_size_or_index(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> IndexPrograms => new()
    {
        { "int[] a = { 1, 2, 3 };\nint s = 0;\nfor (int i = 0; i <= a.Length; i++)\n{\n    s += a[i];\n}\nvar result = s;", "result == 6" },
        { "int[] a = { 1, 5, 3 };\nint d = 0;\nfor (int i = 0; i < a.Length; i++)\n    d += Math.Abs(a[i + 1] - a[i]);\nvar result = d;", "result == 6" },
        { "int[] a = { 1, 5, 3 };\nint d = 0;\nfor (int i = 0; i < a.Length; i++)\n    d += a[i] - a[i - 1];\nvar result = d;", "result == 2" },
        { "int[] a = { 1, 5, 3 };\nvar r = new List<int>();\nfor (int i = a.Length; i >= 0; i--)\n    r.Add(a[i]);\nvar result = string.Join(\",\", r);", "result == \"3,5,1\"" },
        { "int[] a = { 1, 5, 3 };\nvar result = a[a.Length];", "result == 3" },
        { "int Fib(int n)\n{\n    var f = new int[n];\n    f[0] = 0;\n    f[1] = 1;\n    for (int i = 2; i <= n; i++)\n        f[i] = f[i - 1] + f[i - 2];\n    return f[n];\n}\nvar result = Fib(10);", "result == 55" },
        { "var s = \"abcdef\";\nvar parts = new List<string>();\nfor (int i = 0; i < s.Length; i++)\n    parts.Add(s.Substring(i, 3));\nvar result = parts.Count;", "result == 4" },
        { "int[,] t = { { 1, 2, 3 }, { 4, 5, 6 } };\nint s = 0;\nfor (int r = 0; r < t.GetLength(0); r++)\n    for (int c = 0; c < t.Length; c++)\n        s += t[r, c];\nvar result = s;", "result == 21" },
        { "var xs = new List<int>();\nfor (int i = 0; i < 3; i++)\n    xs[i] = i;\nvar result = xs.Count;", "result == 3" },
        { "var s = \"  x\";\nint i = 0;\nwhile (s[i] == ' ' || i < s.Length) i++;\nvar result = i;", "result == 2" },
    };

    [Theory]
    [MemberData(nameof(NullPrograms))]
    public Task a_null_gets_the_object_that_was_forgotten_or_is_checked(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> NullPrograms => new()
    {
        { "class Bag { public List<int> Items { get; set; } public void Add(int n) { Items.Add(n); } }\nvar b = new Bag();\nb.Add(3);\nvar result = b.Items.Count;", "result == 1" },
        { "class Person { string name; public Person(string name) { name = name; } public int Length => name.Length; }\nvar result = new Person(\"Ann\").Length;", "result == 3" },
        { "class Node { public int Value; public Node Left, Right; }\nint Sum(Node n)\n{\n    return n.Value + Sum(n.Left) + Sum(n.Right);\n}\nvar result = Sum(new Node { Value = 1, Left = new Node { Value = 2 } });", "result == 3" },
        { "class Cell { public int N; }\nvar cells = new Cell[3];\nfor (int i = 0; i < 3; i++)\n{\n    cells[i].N = i;\n}\nvar result = cells[2].N;", "result == 2" },
        { "class Node { public int Value; public Node Next; }\nvar head = new Node { Value = 1, Next = new Node { Value = 2 } };\nint s = 0;\nvar n = head;\nwhile (n.Value > 0)\n{\n    s += n.Value;\n    n = n.Next;\n}\nvar result = s;", "result == 3" },
        { "string[] names = { \"a\", null, \"bcd\" };\nint n = 0;\nforeach (var name in names)\n{\n    n += name.Length;\n}\nvar result = n;", "result == 4" },
        { "class A { readonly List<int> items; public A(List<int> items) { } public int Count() { return items.Count; } }\nvar result = new A(new List<int> { 1, 2 }).Count();", "result == 2" },
        { "var rows = new int[3][];\nfor (int i = 0; i < 3; i++)\n    for (int j = 0; j < 3; j++)\n        rows[i][j] = i * j;\nvar result = rows[2][2];", "result == 4" },
    };

    [Theory]
    [MemberData(nameof(OtherPrograms))]
    public Task other_faults_of_a_run_are_mended_at_their_line(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> OtherPrograms => new()
    {
        { "int s = 0;\nfor (int i = 0; i <= 4; i++)\n    s += 12 / i;\nvar result = s;", "result == 25" },
        { "bool IsPrime(int n)\n{\n    for (int i = 0; i * i <= n; i++)\n    {\n        if (n % i == 0) return false;\n    }\n    return true;\n}\nvar result = IsPrime(13) && !IsPrime(15);", "result" },
        { "int Gcd(int a, int b)\n{\n    return Gcd(b, a % b);\n}\nvar result = Gcd(12, 18);", "result == 6" },
        { "int Average(List<int> xs)\n{\n    return xs.Sum() / xs.Count;\n}\nvar result = Average(new List<int>()) + Average(new List<int> { 2, 4 });", "result == 3" },
        { "var d = new Dictionary<char, int>();\nforeach (var c in \"abca\")\n{\n    d[c]++;\n}\nvar result = d['a'];", "result == 2" },
        { "var d = new Dictionary<int, List<string>>();\nforeach (var w in new[] { \"a\", \"bb\", \"c\" })\n{\n    d[w.Length].Add(w);\n}\nvar result = d[1].Count;", "result == 2" },
        { "var d = new Dictionary<string, int> { [\"width\"] = 4 };\nvar result = d[\"Width\"];", "result == 4" },
        { "var xs = new List<int> { 1, 2, 3, 4 };\nforeach (var x in xs)\n{\n    if (x % 2 == 0) xs.Remove(x);\n}\nvar result = xs.Count;", "result == 2" },
        { "int Largest(IEnumerable<int> xs) => xs.Where(x => x > 100).Max();\nvar result = Largest(new[] { 1 });", "result == 0" },
        { "var parts = \"1,2,,3\".Split(',');\nint s = 0;\nforeach (var p in parts)\n{\n    s += int.Parse(p);\n}\nvar result = s;", "result == 6" },
        { "var result = string.Format(\"{1}-{2}\", \"a\", \"b\");", "result == \"a-b\"" },
        { "object o = 3.7;\nint n = (int)o;\nvar result = n;", "result == 3" },
        { "object[] all = { 1, \"a\", 2 };\nint s = 0;\nforeach (int n in all)\n{\n    s += n;\n}\nvar result = s;", "result == 3" },
        { "int Fact(int n)\n{\n    return n * Fact(n - 1);\n}\nvar result = Fact(5);", "result == 120" },
        { "int Sum(int n)\n{\n    if (n == 0) return 0;\n    return n + Sum(n);\n}\nvar result = Sum(4);", "result == 10" },
        { "class A { int _x = 4; public int X { get { return X; } } }\nvar result = new A().X;", "result == 4" },
        { "int i = 0, s = 0;\nwhile (i < 5)\n{\n    s += i;\n}\nvar result = s;", "result == 10" },
        { "int s = 0;\nfor (int i = 0; i < 5; i--)\n{\n    s += i;\n    if (s > 1000) break;\n}\nvar result = s;", "result == 10" },
        { "int s = 0;\nfor (int i = 0; i < 3; i++)\n    for (int j = 0; j < 3; i++)\n        s += 1;\nvar result = s;", "result == 9" },
        { "int Find(int[] a, int v)\n{\n    int lo = 0, hi = a.Length - 1;\n    while (lo <= hi)\n    {\n        int mid = (lo + hi) / 2;\n        if (a[mid] == v) return mid;\n        if (a[mid] < v) lo = mid;\n        else hi = mid - 1;\n    }\n    return -1;\n}\nvar result = Find(new[] { 1, 3, 5, 7 }, 7);", "result == 3" },
        { "int f = 1;\nchecked\n{\n    for (int i = 1; i <= 15; i++)\n        f *= i;\n}\nvar result = f;", "result == 1307674368000L" },
        { "var q = new Queue<int>(new[] { 1, 2 });\nint s = 0;\nwhile (q.Count >= 0)\n{\n    s += q.Dequeue();\n}\nvar result = s;", "result == 3" },
        { "int n = 0;\nwhile (n != 7)\n    n += 2;\nvar result = n;", "result == 8" },
    };

    [Fact]
    public async Task the_usual_repair_is_preferred_to_one_that_steps_around_the_fault()
    {
        var (last, said) = await RepairBench.MustMendAsync("int[] a = { 1, 2, 3 };\nint s = 0;\nfor (int i = 0; i <= a.Length; i++)\n    s += a[i];\nvar result = s;", []);
        Assert.Contains("i < a.Length", last.Code);
        Assert.Contains("Line 3", said[0]);
        Assert.Contains("`for (int i = 0; i <= a.Length; i++)` became `for (int i = 0; i < a.Length; i++)`", said[0]);
    }

    [Fact]
    public async Task without_a_place_to_run_the_most_usual_repair_is_given_untried()
    {
        var (last, _) = await RepairBench.MustMendAsync("int[] a = { 1, 2, 3 };\nvar result = a[a.Length];", ["result == 3"], tries: false);
        Assert.Contains("a[a.Length - 1]", last.Code);
    }
}
