using AgentNotebook.Magics;

namespace AgentNotebook.Cells.Tests.Running;

public class ImportTests
{
    [Theory]
    [InlineData("#load \"lib/a.csx\"")]
    [InlineData("#!import lib/a.csx")]
    [InlineData("#!import \"lib/a.csx\"")]
    [InlineData("  #load   \"lib/a.csx\" // the library")]
    public async Task a_file_runs_in_place_of_the_line_and_its_own_imports_begin_at_its_folder(string line)
    {
        await using var notebook = new Notebook(builtIn: true);
        notebook.Write("lib/a.csx", "#load \"b.cs\"\nvar a = b + 1;\nConsole.Write(\"in a;\");\n\"shown\"");
        notebook.Write("lib/b.cs", "var b = before;\nint Twice(int n) => 2 * n;");
        Assert.Equal("6", await notebook.Value($"var before = 2;\n{line}\nTwice(a)"));
        Assert.Equal(["stdout:in a;", "display:shown", "result[1]:6"], notebook.Output.Calls);
        Assert.Equal("3", await notebook.Value("a"));
    }

    [Fact]
    public async Task errors_of_a_file_name_it_and_its_line_and_have_the_importing_line_of_the_cell()
    {
        await using var notebook = new Notebook(builtIn: true);
        notebook.Write("bad.csx", "var x = 1;\n\nvar y = z;");
        notebook.Write("throws.csx", "\nvoid Fail()\n{\n    throw new InvalidOperationException(\"inside\");\n}\nFail();");
        notebook.Write("outer.csx", "// first\n#load \"bad.csx\"");
        var error = await notebook.Error("1\n#load \"bad.csx\"");
        Assert.Equal((CellError.Compilation, 2), (error.Name, error.Line));
        Assert.StartsWith("bad.csx, line 3: CS0103", error.Message);
        Assert.Contains("bad.csx(3,9): error CS0103: The name 'z' does not exist in the current context", error.Traceback);
        error = await notebook.Error("#!import throws.csx");
        Assert.Equal(("InvalidOperationException", 1), (error.Name, error.Line));
        Assert.Equal(
            ["throws.csx, line 4:", "System.InvalidOperationException: inside", "   at Fail() in throws.csx, line 4", "   at the cell in throws.csx, line 6"],
            error.Traceback);
        Assert.StartsWith("outer.csx, line 2: bad.csx, line 3: CS0103", (await notebook.Error("#!import outer.csx")).Message);
    }

    [Fact]
    public async Task a_function_of_a_file_that_fails_later_is_found_in_its_file()
    {
        await using var notebook = new Notebook(builtIn: true);
        notebook.Write("f.csx", "\nint Half(int n) => n % 2 == 0 ? n / 2 : throw new ArgumentException(\"odd\");");
        await notebook.Value("#load \"f.csx\"");
        var error = await notebook.Error("\n\nHalf(3)");
        Assert.Equal(3, error.Line);
        Assert.Equal("   at Half(Int32 n) in f.csx, line 2", error.Traceback[1]);
    }

    [Theory]
    [InlineData("#load \"none.csx\"", "There is no file 'none.csx': looked for ")]
    [InlineData("#!import none.csx", "There is no file 'none.csx'")]
    [InlineData("#!import circle.csx", "'circle.csx' imports itself: circle.csx → circle.csx")]
    [InlineData("#load \"ping.csx\"", "imports itself: ping.csx → pong.csx → ping.csx")]
    [InlineData("#!import .", "is a folder")]
    [InlineData("#!import x.txt", "'x.txt' cannot be imported here: .cs and .csx can.")]
    [InlineData("#!import x.ipynb", "'x.ipynb' cannot be imported here")]
    [InlineData("#!import", "needs 'FILE'")]
    [InlineData("#load", "#load takes one value in double quotes: #load \"file.csx\"")]
    [InlineData("#load \"\"", "does not say what it wants")]
    public async Task what_cannot_be_imported_is_told_with_its_place(string line, string why)
    {
        await using var notebook = new Notebook(builtIn: true);
        notebook.Write("circle.csx", "#load \"circle.csx\"");
        notebook.Write("ping.csx", "#load \"pong.csx\"");
        notebook.Write("pong.csx", "#load \"ping.csx\"");
        notebook.Write("x.txt", "");
        notebook.Write("x.ipynb", "");
        var error = await notebook.Error("\n" + line);
        Assert.Equal(2, error.Line);
        Assert.Contains(why, error.Message);
    }

    [Fact]
    public async Task imports_are_bounded_in_depth_and_number()
    {
        await using var notebook = new Notebook(new CellEngineOptions { MaxImportDepth = 3, MaxImports = 5 }, builtIn: true);
        for (var i = 0; i < 5; i++)
        {
            notebook.Write($"f{i}.csx", $"#load \"f{i + 1}.csx\"");
        }

        notebook.Write("leaf.csx", "var n = 1;");
        Assert.Contains("more than 3 deep", (await notebook.Error("#load \"f0.csx\"")).Message);
        Assert.Contains("5 files already", (await notebook.Error(string.Concat(Enumerable.Repeat("#load \"leaf.csx\"\n", 6)))).Message);
        Assert.Equal("1", await notebook.Value("#load \"leaf.csx\"\nn"));
        notebook.Write("long.csx", new string(' ', (1 << 20) + 1));
        Assert.Contains("longer than 1,048,576", (await notebook.Error("#load \"long.csx\"")).Message);
    }

    [Fact]
    public async Task a_notebook_is_imported_cell_by_cell_through_the_hosts_reader()
    {
        var options = new CellEngineOptions
        {
            ReadNotebook = (path, _) => Path.GetFileName(path) == "bad.dib"
                ? throw new MagicException($"{path}: torn")
                : [new CellSource("var one = 1;", "a"), new CellSource("let x = 1", "b", "fsharp"), new CellSource("oops", "c")],
        };
        await using var notebook = new Notebook(options, builtIn: true);
        notebook.Write("x.ipynb", "");
        notebook.Write("bad.dib", "");
        var error = await notebook.Error("#!import x.ipynb");
        Assert.StartsWith("x.ipynb, cell c, line 1: CS0103", error.Message);
        Assert.StartsWith("Skipped: F#", notebook.Output.Printed("stderr"));
        Assert.Equal("1", await notebook.Value("one"));
        error = await notebook.Error("#!import bad.dib");
        Assert.EndsWith("bad.dib: torn", error.Message);
        Assert.Equal(1, error.Line);
    }

    [Fact]
    public async Task an_import_is_interrupted()
    {
        await using var notebook = new Notebook(builtIn: true);
        notebook.Write("slow.csx", "display(1); while (true) { }");
        using var stop = new CancellationTokenSource();
        var running = notebook.Run("#!import slow.csx", stop.Token);
        await notebook.Output.UntilAsync("display:1");
        await stop.CancelAsync();
        Assert.True((await running).Interrupted);
    }
}
