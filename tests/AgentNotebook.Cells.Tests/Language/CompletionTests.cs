using AgentNotebook.Cells.Language;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Cells.Tests.Language;

public class CompletionTests
{
    [Theory]
    // Members of values, types and namespaces.
    [InlineData("Console.Wr|", "Write,WriteLine")]
    [InlineData("\"text\".Subs|", "Substring")]
    [InlineData("var list = new List<int>(); list.Ad|", "Add,AddRange")]
    [InlineData("var list = new List<int>();\nlist.Ad|\nvar y = 2;", "Add,AddRange")]
    [InlineData("var list = new List<int>(); foreach (var x in list) { x.CompareT| }", "CompareTo")]
    [InlineData("string s = null; s?.Subs|", "Substring")]
    [InlineData("int? n = 1; n?.CompareT|", "CompareTo")]
    [InlineData("new[] { \"a\" }.Select(w => w.Subs|)", "Substring")]
    [InlineData("new[] { \"a\" }.Select(w => w.Subs|", "Substring")]
    [InlineData("System.Xml.Lin|", "Linq")]
    [InlineData("System.Text.Json.JsonSer|", "JsonSerializer,JsonSerializerDefaults,JsonSerializerOptions")]
    [InlineData("DateTime.UtcNow.AddDay|", "AddDays")]
    [InlineData("int.MaxV|", "MaxValue")]
    [InlineData("DayOfWeek.Tu|", "Tuesday")]
    [InlineData("(1, Two: 2).Tw|", "Two")]
    [InlineData("new { Alpha = 1 }.Alp|", "Alpha")]
    [InlineData("global::System.ConsoleKeyI|", "ConsoleKeyInfo")]
    [InlineData("class A { public int Nine; public int M() => this.Nin| }", "Nine")]
    [InlineData("class A { public override string ToString() => base.ToStr| }", "ToString")]
    // Extension methods of namespaces in view, and only of those.
    [InlineData("new int[0].AsPar|", "AsParallel")]
    [InlineData("new int[0].ToImmutableArr|", "")]
    [InlineData("using System.Collections.Immutable; new int[0].ToImmutableArr|", "ToImmutableArray")]
    // References on demand.
    [InlineData("using System.Text.RegularExpressions; Regex.IsMa|", "IsMatch")]
    [InlineData("using System.Text.RegularExpressions;\nRegexOpt|", "RegexOptions")]
    [InlineData("RegexOpt|", "")]
    [InlineData("HttpCl|", "HttpClient,HttpClientHandler")]
    // Names in scope.
    [InlineData("var fortyTwo = 42;\nforty|", "fortyTwo")]
    [InlineData("forty|;\nvar fortyTwo = 42;", "")]
    [InlineData("int Twice(int number) { return numb| }", "number")]
    [InlineData("{ var inner = 1; inn| }", "inner")]
    [InlineData("{ var inner = 1; }\ninn|", "")]
    [InlineData("var odd = 1; foreach (var oddity in new[] { odd|", "odd")]
    [InlineData("record Pointed(int X); Pointe|", "Pointed")]
    [InlineData("displa|", "DisplayExtensions,display")]
    // What the place asks for.
    [InlineData("new StringBui|", "StringBuilder")]
    [InlineData("using System.Thre|", "Threading")]
    [InlineData("using System.Threading.Tas|;", "Tasks")]
    [InlineData("class P { public int First { get; set; } public int Fir2; }\nvar p = new P { Fir|", "Fir2,First")]
    [InlineData("class P { public int First { get; set; } public int Fir2; }\nvar p = new P { First = 1, Fir| }", "Fir2")]
    [InlineData("record R(int Depth); var r = new R(1) with { Dep| }", "Depth")]
    [InlineData("void F(int width, int height) { }\nF(heigh|", "height:")]
    [InlineData("DayOfWeek d = Tues|", "DayOfWeek.Tuesday")]
    [InlineData("var d = DateTime.Now.DayOfWeek; if (d == Tues|) { }", "DayOfWeek.Tuesday")]
    [InlineData("void F(DayOfWeek d) { }\nF(Tues|", "DayOfWeek.Tuesday")]
    [InlineData("[Obsol|] class C { }", "Obsolete")]
    [InlineData("forea|", "foreach")]
    [InlineData("var x = forea|", "")]
    // Humps.
    [InlineData("Console.WrL|", "WriteLine")]
    [InlineData("Console.writel|", "WriteLine")]
    // Inside text.
    [InlineData("var s = \"Cons|\";", "")]
    [InlineData("var s = \"Cons|", "")]
    [InlineData("// Cons|", "")]
    [InlineData("/* Cons| */", "")]
    [InlineData("var n = 1|", "")]
    [InlineData("var s = $\"Cons|ole\";", "")]
    [InlineData("var s = $\"{Console.Wr|}\";", "Write,WriteLine")]
    [InlineData("var s = $\"{1}Cons|\";", "")]
    [InlineData("var s = $\"{1:Cons|}\";", "")]
    [InlineData("#r \"nuget: Cons|\"", "")]
    [InlineData("#!say Cons|", "")]
    [InlineData("#!say\nConsole.Wr|", "Write,WriteLine")]
    [InlineData("#!body\nConsole.Wr|", "")]
    // New names are the author's.
    [InlineData("var Cons|", "")]
    [InlineData("void Cons|", "")]
    [InlineData("int.TryParse(\"1\", out var Cons|", "")]
    public async Task completions_of_a_place(string code, string expected)
    {
        await using var notebook = new Notebook();
        Assert.Equal(expected, string.Join(",", (await Complete(notebook, code)).Items.Select(item => item.Text).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("kept.Subs|", "Substring")]
    [InlineData("kept|", "kept")]
    [InlineData("Twi|", "Twice")]
    [InlineData("new Pai|", "Pair")]
    [InlineData("pair.Firs|", "First")]
    [InlineData("JsonSerializer.Seria|", "Serialize,SerializeAsync,SerializeToDocument,SerializeToElement,SerializeToNode,SerializeToUtf8Bytes")]
    public async Task completions_of_what_earlier_cells_declared(string code, string expected)
    {
        await using var notebook = new Notebook();
        await notebook.Value("using System.Text.Json; var kept = \"old\"; int Twice(int n) => 2 * n; record Pair(int First);");
        await notebook.Value("var pair = new Pair(1);");
        Assert.Equal(expected, string.Join(",", (await Complete(notebook, code)).Items.Select(item => item.Text).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Console.WriteL|", CompletionKind.Method, "WriteLine")]
    [InlineData("\"\".Lengt|", CompletionKind.Property, "Length")]
    [InlineData("Math.PI|", CompletionKind.Field, "PI")]
    [InlineData("List|", CompletionKind.Class, "List<T>")]
    [InlineData("Half|", CompletionKind.Struct, "Half")]
    [InlineData("IDisposabl|", CompletionKind.Interface, "IDisposable")]
    [InlineData("DayOfW|", CompletionKind.Enum, "DayOfWeek")]
    [InlineData("EventHand|", CompletionKind.Delegate, "EventHandler")]
    [InlineData("Syste|", CompletionKind.Namespace, "System")]
    [InlineData("whil|", CompletionKind.Keyword, "while")]
    [InlineData("var some = 1; som|", CompletionKind.Variable, "some")]
    [InlineData("Console.CancelKeyP|", CompletionKind.Event, "CancelKeyPress")]
    public async Task a_completion_tells_its_kind(string code, CompletionKind kind, string display)
    {
        await using var notebook = new Notebook();
        Assert.Contains((await Complete(notebook, code)).Items, item => item.Kind == kind && item.Display == display);
    }

    [Fact]
    public async Task a_list_puts_the_exact_beginning_first_then_other_case_then_humps()
    {
        await using var notebook = new Notebook();
        var items = (await Complete(notebook, "class C { public int wlx, WLy, WideLoad; }\nnew C().wl|")).Items;
        Assert.Equal(["wlx", "WLy"], items.Take(2).Select(item => item.Text));
        Assert.Equal(["WLy", "wlx", "WideLoad"], (await Complete(notebook, "class C { public int wlx, WLy, WideLoad; }\nnew C().WL|")).Items.Select(item => item.Text));
    }

    [Fact]
    public async Task a_completion_has_a_signature_and_its_documentation_is_read_when_it_is_asked_for()
    {
        await using var notebook = new Notebook();
        var item = (await Complete(notebook, "Console.WriteLi|")).Items.Single();
        Assert.StartsWith("void Console.WriteLine(", item.Signature);
        Assert.Matches(@"\(\+ \d+ more\)$", item.Signature);
        Assert.Contains("line terminator", await notebook.Engine.Language.DescribeAsync(item));
        Assert.Null(await notebook.Engine.Language.DescribeAsync((await Complete(notebook, "whil|")).Items.Single()));
    }

    [Fact]
    public async Task a_completion_replaces_the_whole_word_under_the_caret()
    {
        await using var notebook = new Notebook();
        var completions = await Complete(notebook, "  Console.Wri|teLine()");
        Assert.Equal((10, 19), (completions.Start, completions.End));
    }

    [Fact]
    public async Task a_list_is_cut_at_its_limit_and_says_so()
    {
        await using var notebook = new Notebook(new CellEngineOptions { Language = new CellLanguageOptions { MaxCompletions = 3 } });
        var completions = await Complete(notebook, "Console.|");
        Assert.Equal(3, completions.Items.Count);
        Assert.True(completions.IsCut);
    }

    [Fact]
    public async Task code_past_the_limits_gets_no_completions()
    {
        await using var notebook = new Notebook();
        Assert.Empty((await Complete(notebook, new string('(', 50_000) + "Cons|")).Items);
        Assert.Equal(CompletenessState.Unknown, notebook.Engine.Language.CheckComplete(new string('(', 50_000)).State);
        Assert.Null(await notebook.Engine.Language.InspectAsync(new string('(', 50_000) + "Console", 50_003, 0));
    }

    [Fact]
    public async Task completing_changes_nothing()
    {
        await using var notebook = new Notebook();
        await Complete(notebook, "var ghost = 1; gho|");
        Assert.Equal(0, notebook.Engine.ExecutionCount);
        Assert.StartsWith("CS0103", (await notebook.Error("ghost")).Message);
    }

    [Fact]
    public async Task completions_come_while_a_cell_runs()
    {
        await using var notebook = new Notebook();
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("var end = new ManualResetEventSlim(); Console.WriteLine(1); end.Wait();", stop.Token);
        while (notebook.Output.Calls.Count == 0)
        {
            await Task.Yield();
        }

        Assert.Contains((await Complete(notebook, "end.Se|")).Items, item => item.Text == "Set");
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task code_at_which_the_compiler_throws_is_answered_with_nothing_and_runs_into_an_error()
    {
        const string code = "\\;List<int>::..new ///:is class A @[";
        await using var notebook = new Notebook();
        var language = notebook.Engine.Language;
        await language.CompleteAsync(code, 35);
        await language.InspectAsync(code, 35, 1);
        language.CheckComplete(code);
        Assert.NotNull((await notebook.Run(code)).Error);
        Assert.Equal("2", await notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task no_code_and_no_caret_make_the_service_fail()
    {
        await using var notebook = new Notebook();
        string[] parts =
        [
            "Console", ".", "WriteLine", "(", ")", "{", "}", "\"", "$\"", "\n", " ", "=>", "var x = ", "new ", "List<int>", "[", "]", ";", "?.", "using ", "System", "class A ", "// ",
            "/*", "*/", "#r \"", "#!say", "#if X\n", "@", "'", "\"\"\"", "case ", "switch", ",", ":", "from n in ", "is ", "with { ", "\\", "\ud83d", "1.", "..", "->", "::", "int ", "await ", "<", "///",
        ];
        var language = notebook.Engine.Language;
        Prop.ForAll(
            Gen.Elements(parts).ListOf(12).Select(string.Concat).Zip(Gen.Choose(-3, 80)).ToArbitrary(),
            input =>
            {
                var (code, position) = input;
                var completions = language.CompleteAsync(code, position).GetAwaiter().GetResult();
                language.InspectAsync(code, position, position & 1).GetAwaiter().GetResult();
                language.CheckComplete(code);
                var caret = Math.Clamp(position, 0, code.Length);
                Assert.InRange(completions.Start, 0, caret);
                Assert.InRange(completions.End, caret, code.Length);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static Task<CellCompletions> Complete(Notebook notebook, string code)
    {
        var position = code.LastIndexOf('|');
        return notebook.Engine.Language.CompleteAsync(code.Remove(position, 1), position);
    }
}
