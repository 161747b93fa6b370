using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Language;

public class InspectionTests
{
    [Theory]
    [InlineData("Console.Write|Line(1)", "void Console.WriteLine(int value)")]
    [InlineData("Console|.WriteLine(1)", "class System.Console")]
    [InlineData("Console.WriteLine|(1)", "void Console.WriteLine(int value)")]
    [InlineData("var number| = 1.5;", "(variable) double number")]
    [InlineData("{ var inner = 1; inn|er++; }", "(local variable) int inner")]
    [InlineData("int Twice(int n) => 2 * n|;", "(parameter) int n")]
    [InlineData("int Twice|(int n) => 2 * n;", "int Twice(int n)")]
    [InlineData("new List<int>().Coun|t", "int List<int>.Count")]
    [InlineData("new[] { 1 }.Wher|e(n => n > 0)", "(extension) IEnumerable<int> IEnumerable<int>.Where<int>(Func<int, bool> predicate)")]
    [InlineData("new String|Builder(\"a\")", "StringBuilder.StringBuilder(string value)")]
    [InlineData("in|t n = 1;", "readonly struct System.Int32")]
    [InlineData("System.Tex|t.Encoding.UTF8", "namespace System.Text")]
    [InlineData("using System.Text.RegularExpressions; Rege|x.IsMatch(\"a\", \"b\")", "class System.Text.RegularExpressions.Regex")]
    [InlineData("Math.P|I", "(field) double Math.PI = 3.141592653589793")]
    public async Task the_name_at_the_caret_is_told(string code, string signature)
    {
        await using var notebook = new Notebook();
        Assert.Equal(signature, (await Inspect(notebook, code))!.Data[MimeBundle.Text].Split('\n')[0]);
    }

    [Theory]
    [InlineData("|")]
    [InlineData("1 |+ 1")]
    [InlineData("// Console|")]
    [InlineData("\"Console|\"")]
    [InlineData("unknown|")]
    [InlineData("#!say Console|")]
    [InlineData("Console.WriteLine(1); |")]
    public async Task where_nothing_is_nothing_is_told(string code)
    {
        await using var notebook = new Notebook();
        Assert.Null(await Inspect(notebook, code));
    }

    [Fact]
    public async Task the_documentation_is_told_with_parameters_returns_and_exceptions()
    {
        await using var notebook = new Notebook();
        var bundle = (await Inspect(notebook, "int.Pars|e(\"1\")"))!;
        var text = bundle.Data[MimeBundle.Text];
        Assert.Contains("Converts the string representation of a number to its 32-bit signed integer equivalent.", text);
        Assert.Contains("Parameters:\n  s: A string containing a number to convert.", text);
        Assert.Contains("Returns:\n", text);
        Assert.Contains("Exceptions:\n  ArgumentNullException: s is null.", text);
        Assert.Contains("<li><code>FormatException</code> s is not in the correct format.</li>", bundle.Data[MimeBundle.Html]);
    }

    [Fact]
    public async Task our_own_names_are_documented_too()
    {
        await using var notebook = new Notebook();
        Assert.Contains("Shows a value below the cell.", (await Inspect(notebook, "displa|y(1)"))!.Data[MimeBundle.Text]);
    }

    [Fact]
    public async Task what_inherits_its_documentation_shows_it()
    {
        await using var notebook = new Notebook();
        await notebook.Value("class Mine { public override string ToString() => \"mine\"; }");
        Assert.Contains("Returns a string that represents the current object.", (await Inspect(notebook, "new Mine().ToStrin|g()"))!.Data[MimeBundle.Text]);
    }

    [Theory]
    [InlineData("Math.Max(|", "Math.Max(«", "val1»")]
    [InlineData("Math.Max(1, |", ", «int val2»)", "int Math.Max(int val1, «int val2»)")]
    [InlineData("Math.Max(1, |)", ", «int val2»)", "int Math.Max(int val1, «int val2»)")]
    [InlineData("Math.Max(val2: |1, val1: 2)", "int Math.Max(int val1, «int val2»)", "")]
    [InlineData("string.Format(\"{0}{1}{2}{3}{4}\", 1, 2, 3, 4, |5)", "«params object[] args»", "")]
    [InlineData("int Area(int width, int height) => width * height;\nArea(3, |", "int Area(int width, «int height»)", "")]
    [InlineData("new StringBuilder(|", "StringBuilder.StringBuilder()", "StringBuilder.StringBuilder(«int capacity»)")]
    [InlineData("Func<int, string> f = null; f(|", "«int arg»", "")]
    public async Task between_the_arguments_the_call_is_told_with_the_parameter_at_the_caret(string code, string part, string other)
    {
        await using var notebook = new Notebook();
        var text = (await Inspect(notebook, code))!.Data[MimeBundle.Text];
        Assert.Contains(part, text);
        Assert.Contains(other, text);
    }

    [Fact]
    public async Task the_overload_that_fits_best_comes_first()
    {
        await using var notebook = new Notebook();
        var lines = (await Inspect(notebook, "Console.WriteLine(\"{0}\", 1|)"))!.Data[MimeBundle.Text].Split('\n');
        Assert.StartsWith("void Console.WriteLine(string format, «object arg0»)", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("void Console.WriteLine()", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("var x = 42;", "= 42")]
    [InlineData("var x = \"a\\\"b\";", "= \"a\"b\"")]
    [InlineData("string x = null;", "= null")]
    [InlineData("var x = new[] { 1, 2, 3 };", "= 3 elements: [1, 2, 3]")]
    [InlineData("var x = Enumerable.Range(0, 100).ToList();", "= 100 elements: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]")]
    [InlineData("var x = new Dictionary<string, int> { [\"a\"] = 1 };", "= 1 elements: [\"a\": 1]")]
    [InlineData("var x = new string('y', 5000);", "…")]
    [InlineData("class C { public override string ToString() => throw new Exception(); } var x = new C();", "= an object of C")]
    public async Task a_variable_of_the_notebook_is_told_with_its_value(string cell, string value)
    {
        await using var notebook = new Notebook();
        await notebook.Value(cell);
        Assert.EndsWith(value, (await Inspect(notebook, "x|"))!.Data[MimeBundle.Text].Split("\n\n")[1]);
    }

    [Fact]
    public async Task a_value_is_told_without_running_the_code_that_makes_it()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var calls = 0; var lazy = Enumerable.Range(0, 3).Select(n => { calls++; return n; });");
        await Inspect(notebook, "laz|y");
        Assert.Equal("0", await notebook.Value("calls"));
    }

    [Fact]
    public async Task html_holds_nothing_that_a_cell_could_have_put_there()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var x = \"<script>alert(1)</script>\";");
        var html = (await Inspect(notebook, "x|"))!.Data[MimeBundle.Html];
        Assert.DoesNotContain("<script", html);
        Assert.Contains("&lt;script&gt;", html);
    }

    [Fact]
    public async Task more_detail_shows_all_overloads()
    {
        await using var notebook = new Notebook();
        Assert.Matches(@"\(\+ \d+ more overloads\)", (await Inspect(notebook, "Console.Write|Line(1)"))!.Data[MimeBundle.Text]);
        Assert.Contains("void Console.WriteLine(string value)", (await Inspect(notebook, "Console.Write|Line(1)", detail: 1))!.Data[MimeBundle.Text]);
    }

    private static Task<MimeBundle?> Inspect(Notebook notebook, string code, int detail = 0)
    {
        var position = code.LastIndexOf('|');
        return notebook.Engine.Language.InspectAsync(code.Remove(position, 1), position, detail);
    }
}
