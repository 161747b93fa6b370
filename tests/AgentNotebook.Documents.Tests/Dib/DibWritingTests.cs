using System.Text;
using System.Text.Json.Nodes;
using AgentNotebook.Documents.Dib;

namespace AgentNotebook.Documents.Tests.Dib;

public class DibWritingTests
{
    [Fact]
    public void a_file_that_dotnet_interactive_writes_comes_back_byte_for_byte()
    {
        const string Text = """
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["cs","C#","c#"],"name":"csharp"},{"name":"sql-shop","languageName":"SQL"}]},"author":"A"}

            #!markdown

            * Käse

            #!csharp

            // C#

            #!sql-shop

            select 1

            """;
        Assert.Equal(Text, Write(DibReadingTests.Read(Text)));
    }

    [Fact]
    public void the_metadata_of_a_notebook_that_is_not_dotnet_interactive_s_is_kept()
    {
        var document = NotebookText.Read("""
            {"cells": [{"cell_type": "code", "source": "print(1)"}], "nbformat": 4, "nbformat_minor": 4,
             "metadata": {"kernelspec": {"name": "python3", "display_name": "Python"}, "language_info": {"name": "python", "version": "3.13"}, "title": "T"}}
            """);
        Assert.Equal(
            """
            #!meta

            {"kernelInfo":{"defaultKernelName":"python","items":[{"aliases":[],"name":"python"}]},"kernelspec":{"name":"python3","display_name":"Python"},"language_info":{"name":"python","version":"3.13"},"title":"T"}

            #!python

            print(1)

            """,
            Write(document));
        var metadata = DibReadingTests.Read(Write(document)).Root["metadata"]!.AsObject();
        Assert.True(metadata.Remove("polyglot_notebook"));
        Assert.True(JsonNode.DeepEquals(document.Root["metadata"], metadata));
    }

    [Fact]
    public void raw_cells_are_named_in_the_meta_section_and_come_back_without_a_kernel()
    {
        var text = Write(NotebookText.Read("""{"cells": [{"cell_type": "raw", "source": "---\ntitle: x\n---"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}"""));
        Assert.Contains("""{"aliases":[],"name":"raw"}""", text);
        Assert.EndsWith("\n\n#!raw\n\n---\ntitle: x\n---\n", text);
        var document = DibReadingTests.Read(text);
        Assert.Equal([(CellKind.Raw, "", "---\ntitle: x\n---")], DibReadingTests.Cells(document));
        Assert.DoesNotContain("raw", document.Root["metadata"]!.ToJsonString());
    }

    [Theory]
    [InlineData("#!html\n<b>x</b>", "#!html \n<b>x</b>")]
    [InlineData("a\n#!csharp  \nb", "a\n#!csharp   \nb")]
    [InlineData("#!meta\n{", "#!meta\n{")]
    public void a_line_that_would_begin_a_cell_gets_a_blank_and_comes_back_without(string source, string written)
    {
        var text = Write(NotebookText.Of(source));
        Assert.EndsWith($"\n\n#!csharp\n\n{written}\n", text);
        Assert.Equal([(CellKind.Code, "csharp", source)], DibReadingTests.Cells(DibReadingTests.Read(text)));
    }

    [Fact]
    public void code_in_markdown_becomes_a_markdown_cell() =>
        Assert.Equal([(CellKind.Markdown, "", "# T")], DibReadingTests.Cells(DibReadingTests.Read(Write(InLanguage("md", "# T")))));

    [Theory]
    [InlineData("raw", "stands for raw cells")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData(" x", "\" x\"")]
    public void a_cell_whose_language_the_format_cannot_name_is_refused_by_its_place(string language, string message)
    {
        var refused = Assert.Throws<NotebookException>(() => DibWriter.Write(InLanguage(language, "1")));
        Assert.StartsWith("book.ipynb: cells[0] is ", refused.Message);
        Assert.Contains(message, refused.Message);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("""{"items": "x"}""")]
    public void damaged_kernel_information_is_refused(string kernelInfo)
    {
        var document = NotebookText.Of("1");
        document.Root["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelInfo"] = JsonNode.Parse(kernelInfo) };
        Assert.Contains("metadata.polyglot_notebook.kernelInfo", Assert.Throws<NotebookException>(() => DibWriter.Write(document)).Message);
    }

    internal static string Write(NotebookDocument document) => Encoding.UTF8.GetString(DibWriter.Write(document));

    private static NotebookDocument InLanguage(string language, string source)
    {
        var document = NotebookText.Of(source);
        document.Cells[0].Json["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language } };
        return document;
    }
}
