using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Documents.Dib;

namespace AgentNotebook.Documents.Tests.Dib;

public class DibReadingTests
{
    private const string Notebook = """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["kt"],"languageName":"KQL","name":"kql-telemetry"},{"name":"pwsh"}]}}

        #!markdown

        # Title


        text

        #!csharp

        #!time
        #!agent-run --x
        var x = 1;

        #!csharp

        #!set --name y --value 2
        x

        #!f#

        let y = 1

        #!kt

        Events | take 1

        """;

    [Fact]
    public void the_cells_of_a_polyglot_notebook_are_read_with_their_languages_and_other_magics_are_content()
    {
        Assert.Equal(
            [
                (CellKind.Markdown, "", "# Title\n\n\ntext"),
                (CellKind.Code, "csharp", "#!time\n#!agent-run --x\nvar x = 1;"),
                (CellKind.Code, "csharp", "#!set --name y --value 2\nx"),
                (CellKind.Code, "fsharp", "let y = 1"),
                (CellKind.Code, "kql-telemetry", "Events | take 1"),
            ],
            Cells(Read(Notebook)));
    }

    [Fact]
    public void the_metadata_is_what_dotnet_interactive_writes_into_a_jupyter_notebook()
    {
        var root = Read(Notebook).Root;
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}, "language_info": {"name": "polyglot-notebook"},
                 "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp", "items": [{"aliases": ["kt"], "languageName": "KQL", "name": "kql-telemetry"}, {"name": "pwsh"}]}}}
                """),
            root["metadata"]));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"cell_type": "code", "execution_count": null, "id": "cell-4", "metadata": {"dotnet_interactive": {"language": "fsharp"}, "polyglot_notebook": {"kernelName": "fsharp"}}, "outputs": [], "source": ["let y = 1"]}"""),
            root["cells"]![3]));
        // Jupyter reads it as it stands.
        NotebookDocument.Parse(Read(Notebook).ToBytes(), "again");
    }

    [Theory]
    [InlineData("1 + 1", "csharp", "1 + 1")]
    [InlineData("\n\n1\n\n\n2\n\n", "csharp", "1\n\n\n2")]
    [InlineData("#!meta\n{\"kernelInfo\":{\"defaultKernelName\":\"fsharp\"}}\n#!time\n1", "fsharp", "#!time\n1")]
    [InlineData("\r\n#!csharp\r\n\r\na\r\nb\r\n", "csharp", "a\nb")]
    [InlineData("\uFEFF#!pwsh\nls", "pwsh", "ls")]
    [InlineData("#!html \n<b>", "csharp", "#!html\n<b>")]
    [InlineData("#!html now\n#!HTML\n #!html", "csharp", "#!html now\n#!HTML\n #!html")]
    [InlineData("#!raw", "csharp", "#!raw")]
    public void text_without_a_language_line_is_one_cell_in_the_default_language(string text, string language, string source) =>
        Assert.Equal([(CellKind.Code, language, source)], Cells(Read(text)));

    [Fact]
    public void a_file_without_text_has_no_cells_and_a_language_line_alone_is_an_empty_one()
    {
        Assert.Empty(Read("").Cells);
        Assert.Empty(Read("\n#!meta\n").Cells);
        Assert.Equal([(CellKind.Code, "html", ""), (CellKind.Markdown, "", "")], Cells(Read("#!html\n#!md")));
    }

    [Fact]
    public void the_language_of_cells_that_name_none_is_the_default_of_the_notebook()
    {
        var document = Read("#!meta\n{\"kernelInfo\":{\"defaultKernelName\":\"fsharp\"}}\n#!markdown\nx");
        Assert.Equal("fsharp", document.LanguageOf(NotebookText.Of("1").Cells[0]));
        Assert.Equal(".net-fsharp", document.Root["metadata"]!["kernelspec"]!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("#!meta\n{\"a\":\n", "book.dib, line 3: the JSON of the section #!meta is damaged")]
    [InlineData("\n#!meta\n\n[1]\n#!csharp\n", "book.dib, line 3: the section #!meta has to hold a JSON object")]
    [InlineData("#!meta\n{\"a\":\"\\ud800\"}", "book.dib, line 2: the JSON")]
    [InlineData("#!meta\n{\"kernelInfo\":{},\"polyglot_notebook\":1}", "book.dib: polyglot_notebook in the section #!meta has to be an object")]
    public void a_damaged_meta_section_is_refused_with_its_place(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<NotebookException>(() => Read(text)).Message);

    [Fact]
    public void what_is_no_utf_8_is_refused() =>
        Assert.Contains("byte 3 is no UTF-8", Assert.Throws<NotebookException>(() => DibReader.Read(new byte[] { 65, 66, 67, 0xFF }, "book.dib", new())).Message);

    [Fact]
    public void size_depth_and_the_number_of_cells_are_bounded_in_both_formats()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("book.dib");
        File.WriteAllText(path, "#!csharp\n1\n#!csharp\n2\n#!csharp\n3\n");
        var jupyter = NotebookText.Of("1", "2", "3").ToBytes();
        Assert.Equal(3, NotebookDocument.Load(path, new NotebookReadOptions { MaxCells = 3 }).Cells.Count);
        Assert.Contains("more than 2 cells", Assert.Throws<NotebookException>(() => NotebookDocument.Load(path, new NotebookReadOptions { MaxCells = 2 })).Message);
        Assert.Contains("more than 2 cells", Assert.Throws<NotebookException>(() => NotebookDocument.Parse(jupyter, "book", new NotebookReadOptions { MaxCells = 2 })).Message);
        Assert.Contains("larger than 10 bytes", Assert.Throws<NotebookException>(() => NotebookDocument.Load(path, new NotebookReadOptions { MaxFileBytes = 10 })).Message);
        File.WriteAllText(path, "#!meta\n" + new string('[', 65));
        Assert.Contains("depth", Assert.Throws<NotebookException>(() => NotebookDocument.Load(path)).Message);
    }

    internal static NotebookDocument Read(string text) => DibReader.Read(Encoding.UTF8.GetBytes(text), "book.dib", new());

    internal static List<(CellKind Kind, string Language, string Source)> Cells(NotebookDocument document) =>
        [.. document.Cells.Select(cell => (cell.Kind, cell.Kind == CellKind.Code ? document.LanguageOf(cell) : "", cell.Source))];
}
