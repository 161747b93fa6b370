using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Magics;

public class VariableMagicTests
{
    [Fact]
    public async Task who_names_the_variables_and_whos_shows_them()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("#!who");
        Assert.Equal("The notebook has no variables yet.\n", notebook.Output.Printed("stdout"));
        await notebook.Value("var list = new List<int> { 1, 2 }; string s = \"<b>\\n\"; int Broken => throw new Exception(\"no\"); var all = new string('x', 5000);");
        await notebook.Value("#!who");
        Assert.Equal("Broken\nall\nlist\ns\n", notebook.Output.Printed("stdout"));
        await notebook.Value("#!whos");
        var bundle = Assert.Single(notebook.Output.Bundles);
        Assert.Equal(["Broken  int        (cannot be read: no)", $"all     string     {new string('x', 100)}…", "list    List<int>  [ 1, 2 ]", "s       string     <b>"], bundle.Data[MimeBundle.Text].Split('\n'));
        Assert.Contains("&lt;b&gt;", bundle.Data[MimeBundle.Html]);
    }

    [Theory]
    [InlineData("3", "int", "3")]
    [InlineData("3000000000", "long", "3000000000")]
    [InlineData("1.5", "double", "1.5")]
    [InlineData("true", "bool", "True")]
    [InlineData("hello", "string", "hello")]
    [InlineData("\"two words\"", "string", "two words")]
    [InlineData("\"\\\"quoted\\\"\"", "string", "quoted")]
    [InlineData("[1,2]", "JsonElement", "[1,2]")]
    [InlineData("@csharp:source", "int", "7")]
    [InlineData("@source", "int", "7")]
    [InlineData("3 --mime-type text/plain", "string", "3")]
    public async Task set_declares_a_variable_of_the_type_the_value_has(string value, string type, string text)
    {
        await using var notebook = new Notebook(builtIn: true);
        Assert.Equal($"{type} {text}", await notebook.Value($"int source = 7;\n#!set --name x --value {value}\n$\"{{x.GetType().Name switch {{ \"Int32\" => \"int\", \"Int64\" => \"long\", \"Double\" => \"double\", \"Boolean\" => \"bool\", \"String\" => \"string\", var n => n }}}} {{x}}\""));
    }

    [Theory]
    [InlineData("#!set --value 3", "needs '--name NAME'")]
    [InlineData("#!set --name x --value @fsharp:y", "no 'y' from 'fsharp'")]
    [InlineData("#!set --name x --value @input:Name", "var x = input(")]
    [InlineData("#!set --name x --value a --mime-type application/json", "is no JSON")]
    [InlineData("#!set --name x --value @y", "no variable 'y'")]
    [InlineData("#!set --name 1x --value 1", "no C# identifier")]
    [InlineData("#!share", "needs 'NAME'")]
    [InlineData("#!share --from fsharp y", "only C# runs")]
    [InlineData("#!share y", "no variable 'y'")]
    [InlineData("#!share y z", "does not know what to do with 'z'")]
    public async Task what_cannot_be_set_or_shared_is_told_with_the_way_out(string line, string why)
    {
        await using var notebook = new Notebook(builtIn: true);
        Assert.Contains(why, (await notebook.Error(line)).Message);
    }

    [Fact]
    public async Task share_copies_under_another_name_or_says_that_there_is_nothing_to_do()
    {
        await using var notebook = new Notebook(builtIn: true);
        Assert.Equal("5", await notebook.Value("var a = 5;\n#!share --from csharp a --as b\nb"));
        await notebook.Value("#!share a --from csharp");
        Assert.Contains("nothing to share", notebook.Output.Printed("stdout"));
    }

    [Fact]
    public async Task the_time_of_the_rest_of_the_cell_is_shown_also_when_it_fails()
    {
        var time = new Displays.ManualTime();
        await using var notebook = new Notebook(time: time, builtIn: true);
        await notebook.Value("#!time\n1 + 1");
        Assert.Equal(["result[1]:2", "display:Wall time: 0 ms"], notebook.Output.Calls);
        Assert.Equal("Exception", (await notebook.Error("#!time\nthrow new Exception();")).Name);
        Assert.Equal(["display:Wall time: 0 ms"], notebook.Output.Calls);
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("#!time\ndisplay(1); await Task.Delay(-1);", stop.Token);
        await notebook.Output.UntilAsync("display:1");
        time.Advance(TimeSpan.FromMilliseconds(1234));
        await stop.CancelAsync();
        await running;
        Assert.Equal("display:Wall time: 1.234 s", notebook.Output.Calls[^1]);
    }

    [Fact]
    public async Task every_magic_answers_help()
    {
        await using var notebook = new Notebook(builtIn: true);
        foreach (var magic in AgentNotebook.Magics.BuiltInMagics.CreateCatalog().All)
        {
            await notebook.Value(magic.Name + " -h");
            Assert.StartsWith(magic.Summary + "\n\nUsage: " + magic.Name, notebook.Output.Printed("stdout"));
        }
    }
}
