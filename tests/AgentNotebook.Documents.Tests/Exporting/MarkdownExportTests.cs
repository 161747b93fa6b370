using System.Text.Json.Nodes;
using AgentNotebook.Documents.Exporting;
using static AgentNotebook.Documents.Tests.Exporting.ExportBook;

namespace AgentNotebook.Documents.Tests.Exporting;

public sealed class MarkdownExportTests : IDisposable
{
    private readonly ExportBook _book = new();

    [Fact]
    public void text_code_and_outputs_follow_each_other() =>
        Assert.Equal(
            """
            # Title

            Words with `code` and $x^2$.

            ```csharp
            1 + 1
            ```

            ```text
            2
            ```

            ```text
            E: it failed
            at line 1
            ```

            """,
            _book.Markdown("# Title\n\nWords with `code` and $x^2$.").Code("1 + 1", Shown(("text/plain", "2")), new JsonObject { ["output_type"] = "error", ["ename"] = "E", ["evalue"] = "it failed", ["traceback"] = new JsonArray("\u001b[31mat line 1\u001b[0m") }).GitHub());

    [Fact]
    public void pictures_become_files_beside_the_document()
    {
        var text = _book
            .Markdown("![a dot](attachment:dot.png) and ![again][d]\n\n[d]: attachment:dot.png", new JsonObject { ["dot.png"] = new JsonObject { ["image/png"] = Png } })
            .Code("x", Shown(("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><title>A [drawing]</title></svg>"), ("text/plain", "x")), Shown(("image/png", Png)))
            .GitHub();
        Assert.Contains("![a dot](<book_files/cell-1-1.png>)", text);
        Assert.DoesNotContain("attachment:", text);
        Assert.Contains("![A \\[drawing\\]](<book_files/cell-2-1.svg>)", text);
        Assert.All(System.Text.RegularExpressions.Regex.Matches(text, "book_files/[^>)\\s]+").Select(match => match.Value), file => Assert.True(File.Exists(_book.File(file)), file));
        Assert.Equal(Convert.FromBase64String(Png), File.ReadAllBytes(_book.File("book_files/cell-1-1.png")));
    }

    [Fact]
    public void a_picture_in_a_file_is_found_from_where_the_document_is()
    {
        File.WriteAllBytes(_book.File("my dot.png"), Convert.FromBase64String(Png));
        Directory.CreateDirectory(_book.File("docs"));
        _book.Markdown("![dot](my%20dot.png) ![none](gone.png) ![far](https://example.invalid/x.png) <img src='my%20dot.png' width=9 onload=x>");
        var beside = _book.GitHub();
        Assert.Contains("![dot](my%20dot.png) *(A picture that is not in this document: none)* ![far](https://example.invalid/x.png) <img src=\"my%20dot.png\" width=\"9\">", beside);
        Assert.Contains("![dot](<../my%20dot.png>)", _book.Export(ExportFormat.Markdown, "docs/book.md", null));
    }

    [Fact]
    public void a_simple_table_stays_one_and_other_html_becomes_its_text()
    {
        var text = _book
            .Code("a", Shown(("text/html", "<style>td{}</style><table><thead><tr><th>n|m</th><th>*s*</th></tr></thead><tbody><tr><td>1</td><td><b>x</b></td></tr></tbody></table>"), ("text/plain", "t")))
            .Code("b", Shown(("text/html", "<table><tr><td colspan=2>wide</td></tr></table>"), ("text/plain", "the text")))
            .GitHub();
        Assert.Contains("| n\\|m | \\*s\\* |\n| --- | --- |\n| 1 | x |\n", text);
        Assert.Contains("```text\nthe text\n```", text);
        Assert.Equal(["cells[1]: HTML, of which the text stands there"], _book.Losses);
    }

    [Fact]
    public void raw_html_that_lays_text_out_stays_and_links_of_jupyter_lead_to_their_heading()
    {
        var text = _book.Markdown("<details open onclick='x'><summary>More</summary>\n\n[there](#What-is-kept)\n\n</details>\n\n<script>x</script>\n\nA<sub>1</sub> 1 < 2\n\n```html\n<script>kept</script>\n```\n\n## What is kept").GitHub();
        Assert.Contains("<details open=\"\"><summary>More</summary>", text);
        Assert.Contains("(<#what-is-kept>)", text);
        Assert.Contains("</details>", text);
        Assert.Contains("&lt;script>x&lt;/script>", text);
        Assert.Contains("A<sub>1</sub> 1 < 2", text);
        Assert.Contains("```html\n<script>kept</script>\n```", text);
    }

    [Fact]
    public void what_is_there_stays_unless_it_may_be_replaced_and_foreign_files_always_stay()
    {
        _book.Code("x", Shown(("image/png", Png)));
        var first = _book.GitHub();
        Assert.Contains("--overwrite", Assert.Throws<NotebookException>(() => _book.GitHub()).Message);
        File.Delete(_book.File("book.md"));
        Assert.Contains("book_files: there is a folder already", Assert.Throws<NotebookException>(() => _book.GitHub()).Message);
        Assert.False(File.Exists(_book.File("book.md")));
        Assert.Equal(first, _book.GitHub(new ExportOptions { Overwrite = true }));

        File.WriteAllText(_book.File("book_files/thesis.txt"), "years of work");
        Assert.Contains("'thesis.txt' in it is none of an earlier export", Assert.Throws<NotebookException>(() => _book.GitHub(new ExportOptions { Overwrite = true })).Message);
        Assert.Equal("years of work", File.ReadAllText(_book.File("book_files/thesis.txt")));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_book.File("")), entry => entry.EndsWith(".tmp", StringComparison.Ordinal) || entry.EndsWith(".old", StringComparison.Ordinal));
    }

    [Fact]
    public void when_the_document_cannot_be_written_the_pictures_are_as_before()
    {
        _book.Code("x", Shown(("image/png", Png))).GitHub();
        File.WriteAllText(_book.File("book_files/cell-1-1.png"), "before");
        File.Delete(_book.File("book.md"));
        Directory.CreateDirectory(_book.File("book.md"));
        Assert.Throws<NotebookException>(() => _book.GitHub(new ExportOptions { Overwrite = true }));
        Assert.Equal("before", File.ReadAllText(_book.File("book_files/cell-1-1.png")));
    }

    public void Dispose() => _book.Dispose();
}
