using AgentNotebook.Cells;
using AgentNotebook.Magics;

namespace AgentNotebook.Documents.Tests;

public sealed class NotebookCellsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-cells-");

    [Fact]
    public void the_code_cells_of_a_notebook_are_read_in_order_with_their_languages()
    {
        var path = Write("x.ipynb", """
            {"cells": [
              {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "# Title"},
              {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": null, "source": ["var x = 1;\n", "x"]},
              {"cell_type": "code", "id": "e", "metadata": {}, "outputs": [], "execution_count": null, "source": " "},
              {"cell_type": "code", "id": "f", "metadata": {"polyglot_notebook": {"kernelName": "fsharp"}}, "outputs": [], "execution_count": null, "source": "let y = 1"}
            ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """);
        Assert.Equal([new CellSource("var x = 1;\nx", "a"), new CellSource("let y = 1", "f", "fsharp")], NotebookCells.Read(path, default));
    }

    [Fact]
    public void the_code_cells_of_a_polyglot_notebook_are_read_too() =>
        Assert.Equal(
            [new CellSource("var x = 1;", "cell-2"), new CellSource("let y = 1", "cell-4", "fsharp")],
            NotebookCells.Read(Write("x.dib", "#!markdown\n# T\n#!csharp\nvar x = 1;\n#!csharp\n#!fsharp\nlet y = 1\n"), default));

    [Theory]
    [InlineData("x.ipynb", "{", "x.ipynb")]
    [InlineData("x.dib", "#!meta\n{", "x.dib, line 2")]
    [InlineData("x.txt", "", "notebooks are read as .ipynb")]
    public void what_is_no_notebook_is_refused_by_name(string file, string text, string why) =>
        Assert.Contains(why, Assert.Throws<MagicException>(() => NotebookCells.Read(Write(file, text), default)).Message);

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        File.WriteAllText(path, text);
        return path;
    }
}
