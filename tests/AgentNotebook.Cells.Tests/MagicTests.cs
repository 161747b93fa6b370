using AgentNotebook.Magics;

namespace AgentNotebook.Cells.Tests;

public class MagicTests
{
    [Fact]
    public async Task magics_and_code_take_turns_as_they_stand_in_the_cell()
    {
        await using var notebook = new Notebook();
        await notebook.Run("Console.Write(1);\n#!say --text 2\nConsole.Write(3);\n  #!say --text \"4 5\"\n");
        Assert.Equal("1234 5", notebook.Output.Printed("stdout"));
    }

    [Fact]
    public async Task only_the_last_code_gives_the_result_and_earlier_values_are_displayed()
    {
        await using var notebook = new Notebook();
        await notebook.Run("1\n#!say\n2\n#!say");
        Assert.Equal(["display:1", "stdout:hello", "result[1]:2", "stdout:hello"], notebook.Output.Calls);
    }

    [Fact]
    public async Task a_magic_with_a_body_takes_the_rest_of_the_cell()
    {
        await using var notebook = new Notebook();
        await notebook.Run("var x = 1;\n\n#!body\nthis is \"no C#\n#!say\n");
        var call = Assert.Single(notebook.Invocations);
        Assert.Equal(("this is \"no C#\n#!say\n", 4, "cell-1"), (call.Body, call.BodyLine, call.Cell));
    }

    [Theory]
    [InlineData("var s = @\"\n#!say\n\";")]
    [InlineData("var s = \"\"\"\n    #!say\n    \"\"\";")]
    [InlineData("var y = 1; var s = $$\"\"\"\n    {{y}}\n    #!say\n    \"\"\";")]
    [InlineData("/* about\n#!say\n*/ var s = 1;")]
    public async Task what_looks_like_a_magic_inside_a_literal_or_a_comment_is_none(string code)
    {
        await using var notebook = new Notebook();
        await notebook.Value(code);
        Assert.Empty(notebook.Invocations);
    }

    [Fact]
    public async Task quotes_and_comment_marks_on_a_magic_line_do_not_reach_the_code_after_it()
    {
        await using var notebook = new Notebook();
        Assert.Equal("2", await notebook.Value("#!say --text /*\n1 + 1"));
        Assert.Equal("3", await notebook.Value("#!say --text it's\n#!say\n1 + 2"));
    }

    [Theory]
    [InlineData("Console.Write(1);\n#!sya", 2, 1, "Did you mean '#!say'?")]
    [InlineData("Console.Write(1);\n\n#!say --txt 1", 3, 7, "Did you mean '--text'?")]
    public async Task a_wrong_magic_is_refused_with_its_place_before_anything_runs(string code, int line, int column, string hint)
    {
        await using var notebook = new Notebook();
        var error = await notebook.Error(code);
        Assert.Equal((CellError.Magic, line, column), (error.Name, error.Line, error.Column));
        Assert.Contains(hint, error.Message);
        Assert.Equal(new string(' ', 4 + column - 1) + "^", error.Traceback[2]);
        Assert.Empty(notebook.Output.Calls);
    }

    [Fact]
    public async Task a_syntax_error_after_a_magic_has_the_cells_own_line_and_runs_nothing()
    {
        await using var notebook = new Notebook();
        var error = await notebook.Error("#!say\nvar x = ;\n");
        Assert.Equal((CellError.Compilation, 2, 9), (error.Name, error.Line, error.Column));
        Assert.Empty(notebook.Invocations);
    }

    [Fact]
    public async Task a_runtime_error_after_a_magic_has_the_cells_own_line()
    {
        await using var notebook = new Notebook();
        Assert.Equal(4, (await notebook.Error("#!say\n\nvar a = new int[1];\na[2] = 1;")).Line);
    }

    [Fact]
    public async Task help_lists_the_parameters()
    {
        await using var notebook = new Notebook();
        await notebook.Run("#!say -h");
        Assert.Equal("Does #!say.\n\nUsage: #!say [parameters]\n\nParameters:\n  --text WORDS  What to say. Default: hello.\n  --loud        Louder.\n", notebook.Output.Printed("stdout"));
        Assert.Empty(notebook.Invocations);
        await notebook.Run("#!body --help\nx");
        Assert.EndsWith("#!body\n       anything\n", notebook.Output.Printed("stdout"));
    }

    [Fact]
    public async Task what_a_magic_refuses_is_told_with_its_place()
    {
        await using var notebook = new Notebook();
        var result = await notebook.Run("#!refuse\nabc def");
        Assert.True(result.RefusedForSafety);
        Assert.Equal(["line 2, column 3: not here", "    abc def", "      ^"], result.Error!.Traceback);
        var error = await notebook.Error("1\n#!broken");
        Assert.Equal(("InvalidOperationException", "a slip", 2), (error.Name, error.Message, error.Line));
    }

    [Fact]
    public async Task a_magic_declares_a_variable_for_the_code_after_it()
    {
        await using var notebook = new Notebook();
        Assert.Equal("1.5 NaN", await notebook.Value("#!declare\n$\"{declared[0]} {declared[1]}\""));
        Assert.Equal("2", await notebook.Value("declared.Count"));
    }

    [Theory]
    [InlineData("1x", "int", "1")]
    [InlineData("class", "int", "1")]
    [InlineData("x", "int y; class", "1")]
    [InlineData("x", "Unknown", "1")]
    [InlineData("x", "int", "\"text\"")]
    [InlineData("x", "int", "1 2")]
    [InlineData("x", "int", "")]
    [InlineData("x", "var", "1")]
    [InlineData("x", "void", "1")]
    [InlineData("x", "System.Span<int>", "[1]")]
    [InlineData("x", "System.Action", "{}")]
    public async Task a_variable_that_cannot_be_declared_is_refused_and_leaves_no_trace(string name, string type, string json)
    {
        await using var notebook = new Notebook();
        await notebook.Value("var x = \"old\";");
        await Assert.ThrowsAsync<MagicException>(() => notebook.Engine.DeclareVariableAsync(name, type, json, default));
        Assert.Equal("old", await notebook.Value("x"));
    }

    [Theory]
    [InlineData("(int A, double B)", "{\"Item1\":1,\"Item2\":\"Infinity\"}", "x.A + x.B", "Infinity")]
    [InlineData("double[]", "[1,2]", "x.Length", "2")]
    [InlineData("string", "null", "x is null", "True")]
    [InlineData("System.Collections.Generic.Dictionary<string, int[]>", "{\"a\":[3]}", "x[\"a\"][0]", "3")]
    public async Task typed_values_are_declared(string type, string json, string code, string value)
    {
        await using var notebook = new Notebook();
        await notebook.Engine.DeclareVariableAsync("x", type, json, default);
        Assert.Equal(value, await notebook.Value(code));
    }
}
