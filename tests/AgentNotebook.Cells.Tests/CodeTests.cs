namespace AgentNotebook.Cells.Tests;

public class CodeTests
{
    [Fact]
    public async Task state_is_carried_from_cell_to_cell()
    {
        await using var notebook = new Notebook();
        Assert.Null(await notebook.Value("using System.Globalization; var x = 40; record Point(int X); int Twice(int n) => 2 * n;"));
        Assert.Equal("83", await notebook.Value("x += 1; var p = new Point(x);\nTwice(p.X) + 1"));
        Assert.Equal("41", await notebook.Value("x.ToString(CultureInfo.InvariantCulture)"));
    }

    [Theory]
    [InlineData("1.ToString();", null)]
    [InlineData("Console.WriteLine()", null)]
    [InlineData("await Task.Delay(1)", null)]
    [InlineData("await Task.FromResult(7)", "7")]
    [InlineData("(string)null", "<null>")]
    [InlineData("\"a\\nb\"", "a\nb")]
    [InlineData("return 5;", "5")]
    [InlineData("", null)]
    [InlineData("// nothing", null)]
    [InlineData("using System.Net;", null)]
    public async Task the_last_expression_without_a_semicolon_is_the_result(string code, string? value)
    {
        await using var notebook = new Notebook();
        Assert.Equal(value, await notebook.Value(code));
        Assert.Equal("3", await notebook.Value("1 + 2"));
    }

    [Fact]
    public async Task a_cell_that_does_not_compile_leaves_no_trace()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var x = 1;");
        var error = await notebook.Error("var y = 2;\nvar z = yy + x;\nint w = \"text\";");
        Assert.Equal(CellError.Compilation, error.Name);
        Assert.Equal((2, 9), (error.Line, error.Column));
        Assert.Equal("CS0103: The name 'yy' does not exist in the current context", error.Message);
        Assert.Equal("cell.csx(2,9): error CS0103: The name 'yy' does not exist in the current context", error.Traceback[0]);
        Assert.Equal("    var z = yy + x;", error.Traceback[1]);
        Assert.Equal("            ^", error.Traceback[2]);
        Assert.StartsWith("cell.csx(3,9): error CS0029", error.Traceback[3]);
        Assert.StartsWith("CS0103", (await notebook.Error("y")).Message);
        Assert.Equal("1", await notebook.Value("x"));
    }

    [Fact]
    public async Task a_cell_that_throws_keeps_what_it_had_set_and_what_earlier_cells_had_set()
    {
        await using var notebook = new Notebook();
        await notebook.Value("int n = 5; var kept = \"old\";");
        var error = await notebook.Error("int n = 0;\nvar fresh = 3;\nthrow new InvalidOperationException(\"half way\");\nvar kept = \"new\";");
        Assert.Equal(("InvalidOperationException", "half way", 3), (error.Name, error.Message, error.Line));
        Assert.Equal("0 3 old", await notebook.Value("$\"{n} {fresh} {kept}\""));
    }

    [Fact]
    public async Task a_runtime_error_shows_the_frames_of_cells_with_their_lines_and_none_of_the_engine()
    {
        await using var notebook = new Notebook();
        await notebook.Value("\nint Parse(string s)\n{\n    return int.Parse(s);\n}");
        var error = await notebook.Error("var list = new[] { \"1\", \"x\" };\nvar sum =\n    list.Select(s => Parse(s)).Sum();");
        Assert.Equal(("FormatException", 3), (error.Name, error.Line));
        Assert.Equal(
            ["System.FormatException: The input string 'x' was not in a correct format.", "   at Parse(String s) in cell [1], line 4", "   at a lambda line 3", "   at the cell line 3"],
            error.Traceback);
    }

    [Fact]
    public async Task inner_exceptions_are_told_and_wrappers_are_not()
    {
        await using var notebook = new Notebook();
        var error = await notebook.Error(
            "async Task Fail()\n{\n    await Task.Yield();\n    throw new ArgumentException(\"inner\");\n}\ntry { Fail().Wait(); }\ncatch (AggregateException e) { throw new InvalidOperationException(\"outer\", e.InnerException); }");
        Assert.Equal("InvalidOperationException", error.Name);
        Assert.Equal(
            ["System.InvalidOperationException: outer", "   at the cell line 7", "caused by System.ArgumentException: inner", "   at Fail() line 4"],
            error.Traceback);
        Assert.Equal("ArgumentException", (await notebook.Error("Fail().Wait();")).Name);
    }

    [Fact]
    public async Task a_method_written_anew_with_other_parameters_never_lets_the_old_one_run_on_foreign_variables()
    {
        await using var notebook = new Notebook();
        await notebook.Value("int Twice(int n) => 2 * n + later;\nvar later = 1;");
        var refused = await notebook.Error("int Twice(string s) => 2 * s.Length;\nTwice(7)");
        Assert.Equal(("ANB001", 2, 1), (refused.Message[..6], refused.Line, refused.Column));
        Assert.Contains("'int Twice(int n)' is of an earlier cell; a later one has declared 'int Twice(string s)'", refused.Message);
        // What was refused has not joined the notebook.
        Assert.Equal("15", await notebook.Value("Twice(7)"));

        Assert.Equal("6", await notebook.Value("int Twice(string s) => 2 * s.Length;\nTwice(\"abc\")"));
        Assert.StartsWith("ANB001", (await notebook.Error("new[] { 7 }.Select(Twice)")).Message);
        Assert.StartsWith("ANB001", (await notebook.Error("for (var i = 0; i < 3; i++) Twice(i);")).Message);
        Assert.Equal("8", await notebook.Value("Twice(7.ToString() + \"abc\")"));
        Assert.Equal("21", await notebook.Value("int Twice(int n) => 3 * n;\nTwice(7)"));
    }

    [Fact]
    public async Task a_busy_loop_is_interrupted_and_the_notebook_goes_on()
    {
        await using var notebook = new Notebook();
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("var before = 1; Console.WriteLine(\"in\"); while (true) { before++; }", stop.Token);
        while (notebook.Output.Calls.Count == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        var result = await running;
        Assert.True(result.Interrupted);
        Assert.Equal(CellError.Interrupted, result.Error!.Name);
        Assert.Equal("True", await notebook.Value("before > 1"));
    }

    [Theory]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Thread.Sleep(-1);")]
    [InlineData("try { while (true) { Thread.SpinWait(10); } } catch (Exception) { }")]
    [InlineData("#!wait")]
    public async Task waiting_code_is_interrupted(string code)
    {
        await using var notebook = new Notebook();
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("Console.Write(1);\n" + code, stop.Token);
        while (notebook.Output.Calls.Count == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        Assert.True((await running).Interrupted);
    }

    [Fact]
    public async Task code_that_does_not_let_itself_be_stopped_is_left_to_itself()
    {
        await using var notebook = new Notebook(new CellEngineOptions { InterruptGrace = TimeSpan.FromMilliseconds(20) });
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("var end = new ManualResetEventSlim(); try { } finally { Console.Write(1); while (!end.IsSet) Thread.SpinWait(1000); }", stop.Token);
        while (notebook.Output.Calls.Count == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        Assert.True((await running).Interrupted);
        await notebook.Value("end.Set();");
    }

    [Fact]
    public async Task a_cell_that_is_too_long_is_not_looked_at()
    {
        await using var notebook = new Notebook(new CellEngineOptions { MaxSourceLength = 10 });
        Assert.Equal(CellError.SourceTooLong, (await notebook.Error("1 + 1 + 1 + 1")).Name);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("A<", ">")]
    [InlineData("{", "}")]
    [InlineData("(", "")]
    public async Task deeply_nested_code_is_an_error_and_not_the_end_of_the_process(string open, string close)
    {
        await using var notebook = new Notebook();
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "a" + string.Concat(Enumerable.Repeat(close, depth));
        Assert.Equal(CellError.SourceTooDeep, (await notebook.Error(Nested(50_000))).Name);
        Assert.Equal(CellError.Compilation, (await notebook.Error(Nested(500))).Name);
    }

    [Fact]
    public async Task what_the_compiler_takes_but_the_runtime_does_not_is_an_error_of_the_cell()
    {
        await using var notebook = new Notebook();
        const string Overlapping = "using System.Runtime.InteropServices;\n[StructLayout(LayoutKind.Explicit)] struct S { [FieldOffset(0)] object o; [FieldOffset(0)] int i; }\nS s = default;";
        Assert.Equal("TypeLoadException", (await notebook.Error(Overlapping)).Name);
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task cells_run_one_at_a_time()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var busy = 0; var most = 0;");
        var cells = Enumerable.Range(0, 5).Select(_ => notebook.Run("most = Math.Max(most, ++busy); await Task.Delay(1); busy--;"));
        await Task.WhenAll(cells);
        Assert.Equal("1", await notebook.Value("most"));
    }

    [Fact]
    public async Task what_is_put_into_the_session_is_there_in_later_cells()
    {
        await using var notebook = new Notebook();
        Assert.True((await notebook.Run("var list = new List<int> { 1 };\nSession[\"list\"] = list;")).Succeeded);
        Assert.True((await notebook.Run("list.Add(2);")).Succeeded);
        Assert.Equal("2", await notebook.Value("Session.Get<List<int>>(\"list\").Count"));
    }
}
