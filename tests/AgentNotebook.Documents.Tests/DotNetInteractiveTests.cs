using AgentNotebook.Cells;
using AgentNotebook.Magics;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Documents.Tests;

/// <summary>Notebooks written for .NET Interactive run as they are.</summary>
public class DotNetInteractiveTests
{
    private const string Jupyter = """
        {"cells": [
          {"cell_type": "markdown", "metadata": {"dotnet_interactive": {"language": "csharp"}, "polyglot_notebook": {"kernelName": "csharp"}}, "source": ["# Title"]},
          {"cell_type": "code", "execution_count": 1, "metadata": {"dotnet_interactive": {"language": "csharp"}, "polyglot_notebook": {"kernelName": "csharp"}}, "outputs": [], "source": ["var x = 20;"]},
          {"cell_type": "code", "execution_count": null, "metadata": {"dotnet_interactive": {"language": "fsharp"}, "polyglot_notebook": {"kernelName": "fsharp"}}, "outputs": [], "source": ["let y = 1\n", "y"]},
          {"cell_type": "code", "execution_count": null, "metadata": {"dotnet_interactive": {"language": "html"}}, "outputs": [], "source": ["<b>bold</b>"]},
          {"cell_type": "code", "execution_count": null, "metadata": {"dotnet_interactive": {"language": "markdown"}}, "outputs": [], "source": ["*slanted*"]},
          {"cell_type": "code", "execution_count": null, "metadata": {"dotnet_interactive": {"language": "kql-telemetry"}}, "outputs": [], "source": ["Events | take 1"]},
          {"cell_type": "code", "execution_count": null, "metadata": {"vscode": {"languageId": "polyglot-notebook"}}, "outputs": [], "source": ["x + 22"]}
        ],
        "metadata": {
          "kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"},
          "language_info": {"name": "polyglot-notebook"},
          "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp", "items": [{"aliases": [], "name": "csharp"}, {"aliases": [], "languageName": "KQL", "name": "kql-telemetry"}]}}
        }, "nbformat": 4, "nbformat_minor": 2}
        """;

    [Fact]
    public async Task cells_in_foreign_languages_say_one_line_and_succeed_and_shown_ones_are_shown()
    {
        var document = NotebookText.Read(Jupyter);
        await RunsThrough(document, first: 1);
    }

    [Fact]
    public async Task the_same_notebook_as_dib_runs_the_same()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ipynb"), Jupyter);
        Documents.Converting.NotebookConverter.Convert(folder.File("a.ipynb"), folder.File("a.dib"));
        var document = NotebookDocument.Load(folder.File("a.dib"));
        Assert.Equal(CellKind.Markdown, document.Cells[4].Kind);
        await RunsThrough(document, first: 1);
    }

    [Theory]
    [InlineData("""{"vscode":{"languageId":"polyglot-notebook"}}""", """{"kernelspec":{"name":".net-csharp","language":"C#"},"language_info":{"name":"python"}}""", "csharp")]
    [InlineData("{}", """{"polyglot_notebook":{"kernelInfo":{"defaultKernelName":"fsharp"}},"language_info":{"name":"polyglot-notebook"}}""", "fsharp")]
    [InlineData("{}", """{"kernelspec":{"name":".net-powershell","language":"PowerShell"},"language_info":{"name":"polyglot-notebook"}}""", "pwsh")]
    public void a_cell_that_leaves_its_language_to_the_notebook_is_in_the_default_one(string cell, string notebook, string language)
    {
        var document = NotebookText.Read($$"""{"cells":[{"cell_type":"code","metadata":{{cell}},"source":"1"}],"metadata":{{notebook}},"nbformat":4,"nbformat_minor":4}""");
        Assert.Equal(language, document.LanguageOf(document.Cells[0]));
    }

    private static async Task RunsThrough(NotebookDocument document, int first)
    {
        using var scratch = new ScratchServices();
        await using var engine = new CellEngine(scratch.Services, BuiltInMagics.CreateCatalog());
        var result = await new NotebookRunner(engine).RunAsync(document);
        Assert.True(result.Succeeded, result.Failure?.Error?.Message);
        var cells = document.Cells.Skip(first).ToList();
        Assert.Equal(1, OneLine(cells[1], "F#"));
        Assert.Equal("<b>bold</b>", Assert.Single(cells[2].Outputs)!["data"]!["text/html"]![0]!.GetValue<string>());
        Assert.Equal(1, OneLine(cells[4], "kql-telemetry"));
        Assert.Contains("42", cells[5].OutputsText());
    }

    private static int OneLine(NotebookCell cell, string language)
    {
        var output = Assert.Single(cell.Outputs)!;
        Assert.Contains(language, output["text"]!.ToJsonString());
        return output["text"]!.AsArray().Count;
    }
}
