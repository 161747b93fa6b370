using System.Text;

namespace AgentNotebook.Documents.Tests;

public class ReadingTests
{
    private const string Small = """{"cells":[{"cell_type":"code","source":"1"}],"metadata":{},"nbformat":4,"nbformat_minor":4}""";

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(" \n", "the file is empty")]
    [InlineData("using System;", "this is no notebook: it begins with neither")]
    [InlineData("[]", "no notebook: the outermost value has to be an object")]
    [InlineData("{}", "'nbformat' is missing")]
    [InlineData("{\"nbformat\":\"4\"}", "nbformat has to be a whole number, not \"4\"")]
    [InlineData("{\"nbformat\":3,\"worksheets\":[]}", "jupyter nbconvert --to notebook")]
    [InlineData("{\"nbformat\":5}", "nbformat 5, newer than 4.5")]
    [InlineData("{\"nbformat\":4,\"nbformat_minor\":6,\"cells\":[]}", "nbformat 4.6; 4.0 to 4.5")]
    [InlineData("{\"nbformat\":4}", "'cells' is missing")]
    [InlineData("{\"nbformat\":4,\"cells\":{}}", "cells has to be a list, not an object")]
    [InlineData("{\"nbformat\":4,\"cells\":[1]}", "cells[0] has to be an object, not 1")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"heading\",\"source\":\"\"}]}", "cells[0].cell_type has to be 'code', 'markdown' or 'raw', not \"heading\"")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\"},{\"cell_type\":\"code\",\"source\":5}]}", "cells[1].source has to be a string or a list of strings, not 5")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\"}]}", "cells[0].source has to be a string or a list of strings, not missing or null")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":[\"a\",1]}]}", "cells[0].source has to be")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\",\"metadata\":[]}]}", "cells[0].metadata has to be an object")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\",\"outputs\":{}}]}", "cells[0].outputs has to be a list")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\",\"execution_count\":1.5}]}", "cells[0].execution_count has to be a whole number or null, not 1.5")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":\"\",\"id\":5}]}", "cells[0].id has to be a string")]
    [InlineData("{\"nbformat\":4,\"metadata\":1,\"cells\":[]}", "metadata has to be an object")]
    [InlineData("{\"nbformat\":4,\"nbformat\":4,\"cells\":[]}", "Duplicate")]
    [InlineData("{\"nbformat\":4,\"cells\":[{\"cell_type\":\"raw\",\"source\":\"\\ud800\"}]}", "what a notebook cannot")]
    public void what_is_no_notebook_is_refused_with_file_place_and_way_out(string json, string message)
    {
        var said = NotebookText.Message(json);
        Assert.StartsWith("book.ipynb", said);
        Assert.Contains(message, said);
    }

    [Fact]
    public void truncated_json_is_told_from_damaged_json_with_line_and_column()
    {
        Assert.StartsWith("book.ipynb, line 2, column 12: the file ends in the middle of the JSON: it is truncated.", NotebookText.Message("{\n \"cells\": ["));
        Assert.Contains("truncated", NotebookText.Message(Small[..^20]));
        Assert.Contains("truncated", NotebookText.Message("{\"cells\": [{\"source\": \"half"));
        Assert.StartsWith("book.ipynb, line 3, column 2: the JSON is damaged:", NotebookText.Message("{\n \"cells\": [],\n }"));
    }

    [Fact]
    public void json_that_is_too_deep_is_refused()
    {
        Assert.Contains("more than 64 deep", NotebookText.Message("{\"nbformat\":4,\"cells\":" + new string('[', 100_000)));
    }

    [Fact]
    public void text_that_is_no_utf8_is_refused_and_a_byte_order_mark_is_not()
    {
        var bytes = Encoding.Latin1.GetBytes(Small.Replace("\"1\"", "\"é\""));
        Assert.Contains("byte 40 is no UTF-8", Assert.Throws<NotebookException>(() => NotebookDocument.Parse(bytes, "book.ipynb")).Message);
        Assert.Contains("no UTF-8", Assert.Throws<NotebookException>(() => NotebookDocument.Parse(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Small)).ToArray(), "b")).Message);
        Assert.Single(NotebookDocument.Parse(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Small)).ToArray(), "b").Cells);
    }

    [Fact]
    public void files_that_are_missing_too_large_or_folders_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no such file", Assert.Throws<NotebookException>(() => NotebookDocument.Load(folder.File("none.ipynb"))).Message);
        Assert.Contains("no such file", Assert.Throws<NotebookException>(() => NotebookDocument.Load(folder.File("none/none.ipynb"))).Message);
        Assert.Contains("is a folder", Assert.Throws<NotebookException>(() => NotebookDocument.Load(folder.Path)).Message);
        Assert.Contains("cannot be read", Assert.Throws<NotebookException>(() => NotebookDocument.Load("a\0b")).Message);
        File.WriteAllText(folder.File("a.ipynb"), Small);
        Assert.Contains("larger than 20 bytes", Assert.Throws<NotebookException>(() => NotebookDocument.Load(folder.File("a.ipynb"), new NotebookReadOptions { MaxFileBytes = 20 })).Message);
        Assert.Single(NotebookDocument.Load(folder.File("a.ipynb")).Cells);
    }

    [Fact]
    public void a_notebook_as_jupyter_writes_it_comes_back_byte_for_byte()
    {
        // Written by hand after nbformat's own writer: indent 1, lines, unescaped text, numbers and unknown fields as they were.
        const string Jupyter = """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "id": "a1",
               "metadata": {},
               "source": [
                "# Größe 🚀 </b> \u0001\t\"\\\n",
                "next"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": null,
               "id": "b2",
               "metadata": {
                "own": [
                 1.50,
                 1E5,
                 12345678901234567890,
                 true,
                 null,
                 {}
                ]
               },
               "outputs": [],
               "source": []
              }
             ],
             "metadata": {
              "zzz": 1,
              "aaa": 2
             },
             "nbformat": 4,
             "nbformat_minor": 5
            }

            """;
        var document = NotebookText.Read(Jupyter);
        Assert.Equal(Jupyter, Encoding.UTF8.GetString(document.ToBytes()));
        Assert.Equal("# Größe 🚀 </b> \u0001\t\"\\\nnext", document.Cells[0].Source);
        Assert.Equal("", document.Cells[1].Source);
    }

    [Fact]
    public void missing_malformed_and_duplicate_ids_are_made_from_the_place_and_always_the_same()
    {
        const string Json = """
            {"cells":[{"cell_type":"raw","source":"","id":"x"},{"cell_type":"raw","source":"","id":"x"},{"cell_type":"raw","source":""},
            {"cell_type":"raw","source":"","id":"a b"},{"cell_type":"raw","source":"","id":"cell-3"}],"nbformat":4,"nbformat_minor":5}
            """;
        Assert.Equal(["x", "cell-2", "cell-3-2", "cell-4", "cell-3"], NotebookText.Read(Json).Cells.Select(cell => cell.Id));
        Assert.Equal(["x", "cell-2", "cell-3-2", "cell-4", "cell-3"], NotebookDocument.Parse(NotebookText.Read(Json).ToBytes(), "b").Cells.Select(cell => cell.Id));
        Assert.DoesNotContain("\"id\"", Encoding.UTF8.GetString(NotebookText.Read(Small).ToBytes()));
    }

    [Theory]
    [InlineData("""{"polyglot_notebook":{"kernelName":"fsharp"}}""", """{"language_info":{"name":"C#"}}""", "fsharp")]
    [InlineData("""{"dotnet_interactive":{"language":"csharp"}}""", """{"language_info":{"name":"F#"}}""", "csharp")]
    [InlineData("{}", """{"language_info":{"name":"C#"}}""", "csharp")]
    [InlineData("{}", """{"language_info":{"name":"polyglot-notebook"}}""", "csharp")]
    [InlineData("{}", """{"language_info":{"name":"python"}}""", "python")]
    [InlineData("{}", """{"kernelspec":{"name":"x","language":"C#"}}""", "csharp")]
    [InlineData("{}", """{"kernelspec":{"name":".net-csharp"}}""", "csharp")]
    [InlineData("{}", """{"kernelspec":{"name":5}}""", null)]
    [InlineData("{}", "{}", null)]
    public void the_language_of_a_cell_is_found_where_front_ends_write_it(string cell, string notebook, string? language)
    {
        var document = NotebookText.Read($$"""{"cells":[{"cell_type":"code","source":"1","metadata":{{cell}}}],"metadata":{{notebook}},"nbformat":4,"nbformat_minor":4}""");
        if (language is null)
        {
            var message = Assert.Throws<NotebookException>(() => document.LanguageOf(document.Cells[0])).Message;
            Assert.Contains("cells[0] has no language", message);
            Assert.Contains("--language csharp", message);
        }

        Assert.Equal(language ?? "spare", document.LanguageOf(document.Cells[0], "spare"));
    }
}
