using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Magics;

public class LanguageTests
{
    [Fact]
    public async Task a_cell_changes_its_language_in_the_middle_as_often_as_it_likes()
    {
        await using var notebook = new Notebook(builtIn: true);
        var value = await notebook.Value("var x = 1;\n#!html\n<b>/* \"\"\" unclosed</b>\n#!csharp\nx += 1;\n#!markdown\n# Title\n#!sql\nselect 1\n#!c#\nx");
        Assert.Equal("2", value);
        Assert.Equal(
            ["display:<b>/* \"\"\" unclosed</b>", "display:# Title", "stderr:Skipped: SQL does not run here; C# and magics do. Write this part in C# (#!csharp), or run it in a notebook of its own.\n", "result[1]:2"],
            notebook.Output.Calls);
        Assert.Equal("<b>/* \"\"\" unclosed</b>", notebook.Output.Bundles[0].Data[MimeBundle.Html]);
        Assert.Equal("# Title", notebook.Output.Bundles[1].Data[MimeBundle.Markdown]);
    }

    [Theory]
    [InlineData("#!html", "text/html", "a < b")]
    [InlineData("#!md", "text/markdown", "a < b")]
    [InlineData("#!js", "application/javascript", "a < b")]
    [InlineData("#!mermaid", "text/vnd.mermaid", "a < b")]
    [InlineData("#!mermaid", "text/html", "<pre>a &lt; b</pre>")]
    public async Task what_is_no_code_is_shown_and_readable_everywhere(string magic, string mimeType, string content)
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value(magic + "\na < b\n");
        var bundle = Assert.Single(notebook.Output.Bundles);
        Assert.Equal(content, bundle.Data[mimeType]);
        Assert.Equal("a < b", bundle.Data[MimeBundle.Text]);
    }

    [Theory]
    [InlineData("fsharp", "F#")]
    [InlineData("F#", "F#")]
    [InlineData("pwsh", "PowerShell")]
    [InlineData("kql", "KQL")]
    [InlineData("", "the language ''")]
    [InlineData("brainfuck", "the language 'brainfuck'")]
    public async Task a_cell_in_a_language_that_does_not_run_is_skipped_with_one_line(string language, string name)
    {
        await using var notebook = new Notebook(builtIn: true);
        Assert.True((await notebook.Run("let x = \"\"\"\n[<", language: language)).Succeeded);
        var line = Assert.Single(notebook.Output.Calls);
        Assert.StartsWith($"stderr:Skipped: {name} does not run here", line);
        Assert.Equal(1, line.Count(c => c == '\n'));
    }

    [Fact]
    public async Task a_foreign_cell_may_go_back_to_csharp_and_a_blank_one_says_nothing()
    {
        await using var notebook = new Notebook(builtIn: true);
        Assert.True((await notebook.Run("let x = 1\n#!csharp\n40 + 2", language: "fsharp")).Succeeded);
        Assert.Equal("result[1]:42", notebook.Output.Calls[^1]);
        Assert.True((await notebook.Run("<i>x</i>", language: "html")).Succeeded);
        Assert.Equal("<i>x</i>", notebook.Output.Bundles[^1].Data[MimeBundle.Html]);
        Assert.True((await notebook.Run("\n", language: "fsharp")).Succeeded);
        Assert.Empty(notebook.Output.Calls);
    }

    [Fact]
    public async Task a_foreign_magic_takes_any_arguments_and_explains_itself()
    {
        await using var notebook = new Notebook(builtIn: true);
        await notebook.Value("#!sql --connection \"x --y\nselect 1\n#!pwsh --help\n");
        Assert.StartsWith("Skipped: SQL", notebook.Output.Printed("stderr"));
        Assert.Contains("Usage: #!pwsh", notebook.Output.Printed("stdout"));
    }

    [Fact]
    public async Task an_error_after_another_language_has_the_cells_own_line()
    {
        await using var notebook = new Notebook(builtIn: true);
        Assert.Equal(5, (await notebook.Error("#!html\n<b>\n</b>\n#!csharp\nint y = ;")).Line);
        Assert.Equal(4, (await notebook.Error("#!html\n<b>\n#!csharp\nthrow new Exception();")).Line);
    }
}
