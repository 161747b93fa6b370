using System.Text.Json.Nodes;
using AgentNotebook.Documents.Converting;

namespace AgentNotebook.Documents.Tests.Converting;

public sealed class NotebookConverterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void cells_go_to_polyglot_notebooks_and_back_and_what_is_lost_is_counted()
    {
        var book = _folder.File("a.ipynb");
        File.WriteAllText(book, """
            {"cells": [
              {"cell_type": "markdown", "id": "m", "metadata": {}, "attachments": {"x.png": {"image/png": "AAAA"}}, "source": "# T\n"},
              {"cell_type": "code", "id": "a", "metadata": {"tags": ["parameters"]}, "outputs": [], "execution_count": 3, "source": "var x = 1;"},
              {"cell_type": "code", "id": "f", "metadata": {"dotnet_interactive": {"language": "fsharp"}}, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}], "execution_count": null, "source": "1"},
              {"cell_type": "code", "id": "d", "metadata": {"vscode": {"languageId": "markdown"}}, "outputs": [], "execution_count": null, "source": "x"},
              {"cell_type": "raw", "id": "r", "metadata": {}, "source": "raw"}
            ], "metadata": {"language_info": {"name": "C#"}}, "nbformat": 4, "nbformat_minor": 5}
            """);
        var lost = NotebookConverter.Convert(book, _folder.File("b.dib"));
        Assert.Equal(new ConversionLosses(Outputs: 2, Attachments: 1, Metadata: 1, EmptyLines: 1, Markdown: 1), lost);
        Assert.Equal("outputs of 2 cells, attachments of 1 cell, tags and other metadata of 1 cell, empty lines at the ends of 1 cell, being code, in Markdown, of 1 cell", lost.ToString());

        Assert.Same(ConversionLosses.None, NotebookConverter.Convert(_folder.File("b.dib"), _folder.File("c.ipynb")));
        var back = NotebookDocument.Load(_folder.File("c.ipynb"));
        Assert.Equal(["# T", "var x = 1;", "1", "x", "raw"], back.Cells.Select(cell => cell.Source));
        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Code, CellKind.Markdown, CellKind.Raw], back.Cells.Select(cell => cell.Kind));
        Assert.Equal(["csharp", "fsharp"], back.Cells.Skip(1).Take(2).Select(cell => back.LanguageOf(cell)));
        Assert.Equal("", NotebookConverter.Convert(_folder.File("c.ipynb"), _folder.File("d.dib")).ToString());
    }

    [Fact]
    public void a_file_that_is_there_stays_unless_it_may_be_replaced()
    {
        File.WriteAllText(_folder.File("a.dib"), "#!csharp\n1\n");
        File.WriteAllText(_folder.File("b.ipynb"), "before");
        Assert.Contains("--overwrite", Assert.Throws<NotebookException>(() => NotebookConverter.Convert(_folder.File("a.dib"), _folder.File("b.ipynb"))).Message);
        Assert.Equal("before", File.ReadAllText(_folder.File("b.ipynb")));
        NotebookConverter.Convert(_folder.File("a.dib"), _folder.File("b.ipynb"), overwrite: true);
        Assert.Equal("1", NotebookDocument.Load(_folder.File("b.ipynb")).Cells[0].Source);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void a_notebook_that_cannot_be_told_in_the_other_format_leaves_what_was_there()
    {
        var document = NotebookText.Of("1");
        document.Cells[0].Json["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = "raw" } };
        document.Save(_folder.File("a.ipynb"));
        File.WriteAllText(_folder.File("b.dib"), "before");
        Assert.Throws<NotebookException>(() => NotebookConverter.Convert(_folder.File("a.ipynb"), _folder.File("b.dib"), overwrite: true));
        Assert.Equal("before", File.ReadAllText(_folder.File("b.dib")));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Theory]
    [InlineData("a.dib", "b.dib")]
    [InlineData("a.ipynb", "b.IPYNB")]
    [InlineData("a.ipynb", "b.txt")]
    [InlineData("a", "b.dib")]
    public void the_extensions_have_to_be_one_of_each(string input, string output) =>
        Assert.Throws<ArgumentException>(() => NotebookConverter.Convert(_folder.File(input), _folder.File(output)));

    public void Dispose() => _folder.Dispose();
}
