using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Execution;

public class ExceptionLineTests
{
    [Theory]
    [InlineData("var a = new int[3];\nvar i = 2;\ni++;\na[i] = 5;\nvar c = 1;", 4, "top level")]
    [InlineData("int F(int[] a, int n)\n{\n  var s = 0;\n  for (var i = 0; i < n; i++)\n  {\n    s += i;\n    s += a[i];\n  }\n  return s;\n}\nvar x = new int[50];\nfor (var r = 0; r < 3000; r++)\n{\n  F(x, 50);\n  if (r % 1000 == 0) Thread.Sleep(120);\n}\nF(x, 51);", 7, "F")]
    [InlineData("class N { public N Next; public int V; }\nint H(N n)\n{\n  var s = 0;\n  var m = n.Next;\n  s += 2;\n  s += m.V;\n  return s;\n}\nH(new N());", 7, "H")]
    [InlineData("Func<int, int> f = v =>\n{\n  var z = v + 1;\n  return z / v;\n};\nnew[] { 1, 0 }.Select(f).ToList();", 4, "lambda in top level")]
    [InlineData("class Box\n{\n  int[] _d = new int[2];\n  public int this[int i]\n  {\n    get\n    {\n      var a = i;\n      return _d[a];\n    }\n  }\n}\nnew Box()[7]", 9, "Box.get_Item")]
    [InlineData("class Box<T>\n{\n  public Box()\n  {\n    var a = 1;\n    throw new ArgumentException(\"no\");\n  }\n}\nnew Box<int>()", 6, "new Box")]
    [InlineData("async Task<int> G()\n{\n  await Task.Yield();\n  throw new InvalidOperationException(\"late\");\n}\nawait G()", 4, "G")]
    [InlineData("class A { public static IEnumerable<int> Items()\n{\n  yield return 1;\n  throw new Exception(\"mid\");\n} }\nA.Items().ToList()", 4, "A.Items")]
    [InlineData("int Outer(int x)\n{\n  int Inner(int y)\n  {\n    return 10 / y;\n  }\n  return Inner(x);\n}\nOuter(0)", 5, "Outer.Inner")]
    public async Task an_exception_is_told_with_its_own_line_and_method(string code, int line, string method)
    {
        var outcome = await Guests.RunAsync(code);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Equal(new GuestFrame(method, line), outcome.Exception!.Frames[0]);
        Assert.Equal(line, outcome.Exception.Line);
    }

    [Fact]
    public async Task an_exception_brings_its_cause_and_its_own_class()
    {
        var outcome = await Guests.RunAsync("class Bad(string m, Exception e) : Exception(m, e);\ntry\n{\n  int.Parse(\"x\");\n}\ncatch (Exception e)\n{\n  throw new Bad(\"outer\", e);\n}");

        Assert.Equal(("Bad", "outer", 8), (outcome.Exception!.Type, outcome.Exception.Message, outcome.Exception.Line));
        Assert.Equal(("System.FormatException", 4), (outcome.Exception.Inner!.Type, outcome.Exception.Inner.Line));
        Assert.Equal("The guest threw Bad: outer", outcome.Reason);
    }

    [Fact]
    public async Task an_exception_nobody_caught_on_another_thread_is_the_guests()
    {
        var outcome = await Guests.RunAsync("new Thread(() =>\n{\n  throw new Exception(\"aside\");\n}).Start();\nThread.Sleep(-1);");

        Assert.Equal((Verdict.Failed, "aside", 3), (outcome.Verdict, outcome.Exception!.Message, outcome.Exception.Line));
    }

    [Fact]
    public async Task an_exception_that_lies_about_itself_is_still_told()
    {
        var outcome = await Guests.RunAsync("class Sly : Exception { public override string Message => throw new Exception(); }\nthrow new Sly();");

        Assert.Equal((Verdict.Failed, "Sly", 2), (outcome.Verdict, outcome.Exception!.Type, outcome.Exception.Line));
    }

    [Fact]
    public async Task an_exception_while_the_result_is_written_is_the_guests()
    {
        var outcome = await Guests.RunAsync("class R\n{\n  public int V => throw new Exception(\"getter\");\n}\nnew R()");

        Assert.Equal((Verdict.Failed, 3), (outcome.Verdict, outcome.Exception!.Line));
    }
}
