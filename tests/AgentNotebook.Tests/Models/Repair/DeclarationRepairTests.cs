namespace AgentNotebook.Tests.Models.Repair;

public class DeclarationRepairTests
{
    [Theory]
    [MemberData(nameof(AssignmentPrograms))]
    public Task what_has_no_value_gets_the_one_its_use_asks_for(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> AssignmentPrograms => new()
    {
        { "int F(int[] xs) { int s; foreach (var x in xs) s += x; return s; }\nvar result = F(new[] { 1, 2 });", "result == 3" },
        { "int F(int[] xs) { int min; foreach (var x in xs) { if (x < min) min = x; } return min; }\nvar result = F(new[] { 4, 2, 9 });", "result == 2" },
        { "int F(int n) { int p; for (int i = 1; i <= n; i++) p *= i; return p; }\nvar result = F(4);", "result == 24" },
        { "List<int> F() { List<int> xs; xs.Add(2); return xs; }\nvar result = F().Count;", "result == 1" },
        { "string F() { string s; foreach (var c in \"ab\") s += c; return s; }\nvar result = F();", "result == \"ab\"" },
        { "int F() { var s; s = 4; return s; }\nvar result = F();", "result == 4" },
        { "const int n = 3;\nn = 5;\nvar result = n;", "result == 5" },
        { "class A { public readonly int X = 1; }\nvar a = new A();\na.X = 4;\nvar result = a.X;", "result == 4" },
        { "class A { public int X { get; } }\nvar a = new A();\na.X = 4;\nvar result = a.X;", "result == 4" },
        { "int F() { int y = x + 1; int x = 4; return y; }\nvar result = F();", "result == 5" },
        { "int F(int[] xs) { foreach (var x in xs) { x *= 2; } return xs.Sum(); }\nvar result = F(new[] { 1, 2 });", "result == 6" },
        { "struct P { public int X; }\nvar ps = new List<P> { new P() };\nps[0].X = 4;\nvar result = ps[0].X;", "result == 4" },
        { "int F() { for (int i = 0; i < 3; i++) { int last = i; } return last; }\nvar result = F();", "result == 2" },
        { "bool Try(int n, out int half) { if (n % 2 == 0) { half = n / 2; return true; } return false; }\nvar result = Try(3, out var h) ? 1 : h;", "result == 0" },
    };

    [Theory]
    [MemberData(nameof(ReturnPrograms))]
    public Task every_path_returns_what_the_method_promises(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> ReturnPrograms => new()
    {
        { "int Sum(int[] xs) { int total = 0; foreach (var x in xs) total += x; }\nvar result = Sum(new[] { 1, 2 });", "result == 3" },
        { "bool IsPrime(int n) { if (n < 2) return false; for (int i = 2; i * i <= n; i++) { if (n % i == 0) return false; } }\nvar result = IsPrime(13) && !IsPrime(12);", "result" },
        { "int Find(int[] xs, int v) { for (int i = 0; i < xs.Length; i++) { if (xs[i] == v) return i; } }\nvar result = Find(new[] { 3, 4 }, 9);", "result == -1" },
        { "void Sum(int a, int b) { return a + b; }\nvar result = Sum(2, 3);", "result == 5" },
        { "int Add(int a, int b) { a + b; }\nvar result = Add(2, 3);", "result == 5" },
        { "int F(int n) { if (n > 0) { n * 2; } else { return 0; } }\nvar result = F(2);", "result == 4" },
        { "class A { private int x; public a(int x) { this.x = x; } public int X => x; }\nvar result = new A(3).X;", "result == 3" },
        { "string Kind(int n) { switch (n) { case 1: return \"one\"; case 2: Console.Write(\"\"); default: return \"many\"; } }\nvar result = Kind(5);", "result == \"many\"" },
    };

    [Theory]
    [MemberData(nameof(TypePrograms))]
    public Task slips_in_declaring_and_using_types_are_mended(string code, string check) => RepairBench.MustMendAsync(code, [check]);

    public static TheoryData<string, string> TypePrograms => new()
    {
        { "class P { public int X; public P(int x) { X = x; } }\nvar p = P(3);\nvar result = p.X;", "result == 3" },
        { "var xs = List<int>();\nxs.Add(1);\nvar result = xs.Count;", "result == 1" },
        { "class A { int x = 4; }\nvar result = new A().x;", "result == 4" },
        { "class A { public int Twice(int n) => n * 2; }\nvar result = A.Twice(4);", "result == 8" },
        { "class A { public static int Twice(int n) => n * 2; }\nvar a = new A();\nvar result = a.Twice(4);", "result == 8" },
        { "class A { int n = 2; public static int Get() { return n; } }\nvar result = A.Get();", "result == 2" },
        { "int F() { int x = 1; int x = 2; return x; }\nvar result = F();", "result == 2" },
        { "int x = 1;\nint x = 5;\nvar result = x;", "result == 5" },
        { "abstract class Shape { public abstract double Area(); }\nclass Square : Shape { public double S = 2; public double Area() => S * S; }\nShape s = new Square();\nvar result = s.Area();", "result == 4" },
        { "interface IShape { double Area(); }\nclass Square : IShape { public double S = 2; double area() => S * S; }\nIShape s = new Square();\nvar result = s.Area();", "result == 4" },
        { "class A { public virtual int Get() => 1; }\nclass B : A { public override int get() => 2; }\nA a = new B();\nvar result = a.Get();", "result == 2" },
        { "class A { public int Get() => 1; }\nclass B : A { public override int Get() => 2; }\nA a = new B();\nvar result = a.Get();", "result == 2" },
        { "class A { public A(int x) { X = x; } public int X; }\nclass B : A { public B(int x) { } }\nvar result = new B(3).X;", "result == 3" },
        { "int s = 0;\nforeach (var i in 4) s += i;\nvar result = s;", "result == 6" },
        { "var q = Enumerable.Range(1, 3).Select(x => x * 2);\nvar result = q[1];", "result == 4" },
        { "int[] a = new int[3];\na.Add(4);\nvar result = a.Length;", "result == 1" },
        { "List xs = new List<int> { 1 };\nvar result = xs.Count;", "result == 1" },
        { "int a[3];\na[0] = 2;\nvar result = a.Length;", "result == 3" },
        { "int[,] t = new int[2, 2];\nt[0][1] = 5;\nvar result = t[0, 1];", "result == 5" },
        { "var d = new Dictionary<string, int> { [\"a\"] = 1 };\nint s = 0;\nforeach (var e in d) s += e;\nvar result = s;", "result == 1" },
        { "var s = \"abc\";\ns[0] = 'x';\nvar result = s;", "result == \"xbc\"" },
    };
}
