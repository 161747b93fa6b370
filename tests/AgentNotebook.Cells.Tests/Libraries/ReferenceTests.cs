namespace AgentNotebook.Cells.Tests.Libraries;

public class ReferenceTests
{
    [Fact]
    public async Task a_file_beside_the_notebook_is_used_with_what_lies_beside_it()
    {
        await using var notebook = new Notebook();
        var (one, two) = (SmallLibrary.FreshName(), SmallLibrary.FreshName());
        var inner = SmallLibrary.Write(Path.Combine(notebook.Folder, "bin"), two, $"namespace {two} {{ public static class Inner {{ public static int Value => 21; }} }}");
        SmallLibrary.Write(Path.Combine(notebook.Folder, "bin"), one, $"namespace {one} {{ public static class Outer {{ public static int Twice => 2 * {two}.Inner.Value; }} }}", inner);
        Assert.Equal("42", await notebook.Value($"#r \"bin/{one}.dll\"\nusing {one};\nOuter.Twice"));
        Assert.Equal("42", await notebook.Value("Outer.Twice"));
        Assert.Equal("42", await notebook.Value($"#r \"bin/{one}.dll\"\nOuter.Twice"));
    }

    [Fact]
    public async Task a_type_that_a_cell_imports_comes_before_a_helper_of_its_name()
    {
        await using var notebook = new Notebook();
        var name = SmallLibrary.FreshName();
        SmallLibrary.Write(notebook.Folder, name, $"namespace {name} {{ public static class Markdown {{ public static string ToHtml(string s) => \"<p>\" + s; }} }}");
        Assert.Equal("<p>x", await notebook.Value($"#r \"{name}.dll\"\nusing {name};\nMarkdown.ToHtml(\"x\")"));
        Assert.Equal("*x*", await notebook.Value("Markdown(\"*x*\")"));
    }

    [Fact]
    public async Task another_build_of_a_loaded_library_needs_a_restart_and_is_told_so()
    {
        await using var notebook = new Notebook();
        var name = SmallLibrary.FreshName();
        SmallLibrary.Write(Path.Combine(notebook.Folder, "a"), name, "public static class Small { public static int Value => 1; }");
        SmallLibrary.Write(Path.Combine(notebook.Folder, "b"), name, "public static class Small { public static int Value => 2; }");
        Assert.Equal("1", await notebook.Value($"#r \"a/{name}.dll\"\nSmall.Value"));
        var error = await notebook.Error($"\n#r \"b/{name}.dll\"\nSmall.Value");
        Assert.Equal((2, 5), (error.Line, error.Column));
        Assert.Contains("Restart the kernel", error.Message);
        Assert.Equal("1", await notebook.Value("Small.Value"));
    }

    [Theory]
    [InlineData("#r \"System.Data\"")]
    [InlineData("#r \"System.Text.Json.dll\"")]
    [InlineData("#r \"System.Xml, Version=4.0.0.0\"")]
    public async Task an_assembly_of_the_framework_is_there_without_asking(string line)
    {
        await using var notebook = new Notebook();
        Assert.Equal("1", await notebook.Value(line + "\n1"));
    }

    [Theory]
    [InlineData("#r \"none.dll\"", 5, "There is no file 'none.dll': looked for ")]
    [InlineData("#r \"text.dll\"", 5, "is no .NET assembly")]
    [InlineData("#r", 1, "#r takes one value in double quotes")]
    [InlineData("#r \"nuget:\"", 5, "does not say what it wants")]
    [InlineData("#r \"nuget: a b\"", 5, "'a b' is no name of a package")]
    [InlineData("#r \"nuget: A, $(Evil)\"", 5, "is no version of A")]
    [InlineData("#i \"https://example.org\"", 5, "#i does not say what it wants")]
    [InlineData("#i \"nuget: nowhere\"", 5, "There is no package source 'nowhere'")]
    public async Task what_cannot_be_referred_to_is_told_with_its_place_and_the_way_out(string line, int column, string why)
    {
        await using var notebook = new Notebook();
        notebook.Write("text.dll", "no assembly");
        var error = await notebook.Error("\n" + line + "\n1");
        Assert.Equal((CellError.Magic, 2, column), (error.Name, error.Line, error.Column));
        Assert.Contains(why, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task one_package_in_two_versions_is_refused_at_the_second()
    {
        await using var notebook = new Notebook();
        var error = await notebook.Error("#r \"nuget: A, 1.0\"\n#r \"nuget: a, 2.0\"");
        Assert.Equal((2, "A is asked for in two versions, 1.0 and 2.0. Take one of the lines out."), (error.Line, error.Message));
    }

    [Theory]
    [InlineData("var s = @\"\n#r \"\"none.dll\"\"\n\";")]
    [InlineData("var s = \"\"\"\n    #load \"none.csx\"\n    \"\"\";")]
    [InlineData("/*\n#r \"none.dll\"\n*/ var s = 1;")]
    [InlineData("#region r\nvar s = 1;\n#endregion")]
    public async Task what_looks_like_a_directive_inside_a_literal_or_a_comment_is_none(string code)
    {
        await using var notebook = new Notebook();
        await notebook.Value(code);
    }

    [Fact]
    public async Task a_directive_below_code_keeps_the_code_whole_and_its_lines()
    {
        await using var notebook = new Notebook();
        Assert.Equal("3", await notebook.Value("int Add(int a,\n#r \"System.Data\"\n  int b) => a + b;\nAdd(1, 2)"));
        Assert.Equal(3, (await notebook.Error("var a = 1;\n#r \"System.Data\"\nthrow new Exception();")).Line);
    }
}
