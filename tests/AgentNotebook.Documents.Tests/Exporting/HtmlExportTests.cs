using System.Text.Json.Nodes;
using AgentNotebook.Documents.Exporting;
using static AgentNotebook.Documents.Tests.Exporting.ExportBook;

namespace AgentNotebook.Documents.Tests.Exporting;

public sealed class HtmlExportTests : IDisposable
{
    private readonly ExportBook _book = new();

    [Fact]
    public void a_page_has_one_title_headings_in_order_and_a_list_of_them()
    {
        var page = _book.Markdown("# The *title*\n\nWords.").Markdown("### Deep").Markdown("# Another\n\n#### Deeper").Code("1", Shown(("text/html", "<h1>in an output</h1><h4>below</h4>"))).Page();
        Assert.Equal("The <em>title</em>", Assert.Single(page.QuerySelectorAll("h1")).InnerHtml);
        Assert.Equal("The title", page.Title);
        Assert.Equal(
            ["H1 The title", "H2 Contents", "H2 Deep", "H2 Another", "H3 Deeper", "H4 in an output", "H5 below"],
            page.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(heading => $"{heading.TagName} {heading.TextContent}"));
        Assert.All(page.QuerySelectorAll("nav a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(["Deep", "Another", "Deeper"], page.QuerySelectorAll("nav a").Select(link => link.TextContent));
        Assert.Equal("ol", page.QuerySelector("nav li li")!.ParentElement!.LocalName);
    }

    [Fact]
    public void a_notebook_without_a_title_is_called_by_its_file() =>
        Assert.Equal("book", _book.Markdown("Words, then\n\n# a heading").Page().QuerySelector("h1")!.TextContent);

    [Fact]
    public void links_to_headings_lead_there_in_the_spelling_of_jupyter_too() =>
        Assert.Equal("#what-is-kept", _book.Markdown("[there](#What-is-kept)\n\n## What is kept?").Page().QuerySelector("main a")!.GetAttribute("href"));

    [Fact]
    public void the_page_says_its_language_and_forbids_what_is_not_in_it()
    {
        var page = _book.Markdown("Olá").Page(new ExportOptions { Language = "pt-BR" });
        Assert.Equal("pt-BR", page.DocumentElement.GetAttribute("lang"));
        Assert.StartsWith("default-src 'none'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"));
        Assert.Throws<ArgumentException>(() => _book.Html(new ExportOptions { Language = "\"><script>", Overwrite = true }));
    }

    [Fact]
    public void of_an_output_the_richest_safe_representation_is_shown()
    {
        var page = _book
            .Code("a", Shown(("text/html", "<p>rich</p>"), ("text/plain", "plain")))
            .Code("b", Shown(("text/html", "<script>chart()</script>"), ("text/plain", "only a script")))
            .Code("c", Shown(("text/markdown", "*soft*"), ("text/plain", "plain")))
            .Code("d", Shown(("text/latex", "$a<b$"), ("text/plain", "plain")))
            .Code("e", Shown(("application/vnd.plotly.v1+json", "{}"), ("text/plain", "a chart")))
            .Page();
        Assert.Equal(["rich", "only a script", "soft", "$a<b$", "a chart"], page.QuerySelectorAll(".nb-outputs").Select(output => output.TextContent.Trim()));
        Assert.Contains("cells[1]: a script", _book.Losses);
        Assert.Contains(_book.Losses, loss => loss.Contains("application/vnd.plotly.v1+json"));
    }

    [Fact]
    public void pictures_are_within_the_page_and_described_or_said_not_to_be()
    {
        var described = Shown(("image/png", Png), ("text/plain", "x"));
        described["metadata"] = new JsonObject { ["image/png"] = new JsonObject { ["alt"] = "A red \"dot\"" } };
        var page = _book
            .Code("a", described)
            .Code("b", Shown(("image/png", Png)))
            .Code("c", Shown(("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>Title</title><desc>What it shows</desc><circle r='4'/></svg>")))
            .Code("d", Shown(("image/png", "bm8gcGljdHVyZQ=="), ("text/plain", "no picture")))
            .Markdown("![](attachment:dot.png) ![far](http://example.invalid/x.png)", new JsonObject { ["dot.png"] = new JsonObject { ["image/png"] = Png } })
            .Page();
        Assert.Equal(
            ["A red \"dot\"", "PNG picture in the output of cell 2; it comes without a description", "Title. What it shows", "Picture attachment:dot.png in cell 5; it comes without a description"],
            page.Images.Select(image => image.AlternativeText));
        Assert.All(page.Images, image => Assert.StartsWith("data:image/", image.GetAttribute("src")));
        Assert.Contains("(A picture that is not on this page: far. http://example.invalid/x.png)", page.Body!.TextContent);
        Assert.Contains("no picture", page.Body.TextContent);
    }

    [Fact]
    public void a_file_beside_the_notebook_comes_along_and_one_elsewhere_does_not()
    {
        File.WriteAllBytes(_book.File("dot.png"), Convert.FromBase64String(Png));
        File.WriteAllText(_book.File("notes.png"), "secret words");
        var outside = Path.Combine(Path.GetTempPath(), $"agentnb-{Guid.NewGuid():N}.png");
        File.WriteAllBytes(outside, Convert.FromBase64String(Png));
        try
        {
            File.CreateSymbolicLink(_book.File("link.png"), outside);
            var page = _book.Markdown($"![near](dot.png) ![no picture](notes.png) ![link](link.png) ![up](../{Path.GetFileName(outside)}) ![whole](<{outside}>) ![file](file://{outside})").Page();
            Assert.Equal("near", Assert.Single(page.Images).AlternativeText);
            Assert.DoesNotContain("secret", page.Source.Text);
            Assert.Equal(5, _book.Losses.Count(loss => loss.Contains("the picture")));
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public void code_is_coloured_by_what_it_is_and_a_magic_stays_readable()
    {
        var page = _book.Code("#!agent-run --check \"result > 1\"\nvar n = new Thing(\"text\"); // why").Code("#!agent-run --as x\nCompute it as you like.").Page();
        var source = page.QuerySelector(".nb-source")!;
        Assert.Equal("#!agent-run --check \"result > 1\"\nvar n = new Thing(\"text\"); // why", source.TextContent);
        Assert.Equal(["#!agent-run --check \"result > 1\"", "var", "new", "Thing", "\"text\"", "// why"], source.QuerySelectorAll("span").Select(span => span.TextContent));
        Assert.Equal(["#!agent-run --as x"], page.QuerySelectorAll(".nb-source")[1].QuerySelectorAll("span").Select(span => span.TextContent));
    }

    [Fact]
    public void colours_of_a_terminal_become_spans_and_lines_written_over_are_gone()
    {
        var page = _book.Code("x", Printed("\u001b[1;31mred\u001b[0m plain\n10 %\r100 %\n\u001b[38;5;46mgreen\u001b[0m\u001b]0;title\u0007\u001b[2K<b>")).Page();
        var text = page.QuerySelector(".nb-outputs pre")!;
        Assert.Equal("red plain\n100 %\ngreen<b>", text.TextContent);
        Assert.Equal(["nb-red nb-bold", "nb-green"], text.QuerySelectorAll("span").Select(span => span.ClassName));
    }

    [Fact]
    public void long_outputs_are_folded_and_tags_hide_what_they_name()
    {
        var page = _book
            .Code("long", Printed(string.Concat(Enumerable.Range(0, 200).Select(i => $"{i}\n"))))
            .Code("no input", ["remove-input"], Printed("kept"))
            .Code("no output", ["remove-output"], Printed("gone"))
            .Code("folded", ["hide-input"], Printed("seen"))
            .Code("nothing", ["remove-cell"], Printed("nowhere"))
            .Page();
        Assert.Equal(["Printed: 200 lines", "Code"], page.QuerySelectorAll("summary").Select(summary => summary.TextContent));
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("kept", text);
        Assert.All(["no input", "gone", "nothing", "nowhere"], gone => Assert.DoesNotContain(gone, text));
    }

    [Fact]
    public void a_notebook_that_never_ran_says_so()
    {
        Assert.Contains("has not been executed", _book.Code("1 + 1").Page().Body!.TextContent);
        Assert.Contains(_book.Losses, loss => loss.Contains("agentnb run"));
    }

    [Fact]
    public void an_output_that_is_too_large_is_refused_by_its_place_and_leaves_nothing()
    {
        var message = Assert.Throws<NotebookException>(() => _book.Code("x", Printed(new string('x', 2_000))).Html(new ExportOptions { MaxOutputLength = 1_000 })).Message;
        Assert.Contains("cells[0].outputs[0] has 2,000 characters; at most 1,000", message);
        Assert.Contains("--max-output", message);
        Assert.False(File.Exists(_book.File("book.html")));
    }

    [Fact]
    public void html_and_markdown_too_deep_to_walk_through_stand_there_as_text()
    {
        // Each of these would take a parser hours, or gigabytes.
        string[] heavy = ["<b>", "<div>", "<div title=\"</div>\">", "<div><b></div>", "<div><table><td></div>"];
        var reopened = string.Concat(Enumerable.Range(0, 500).Select(i => $"<b title={i}>")) + string.Concat(Enumerable.Repeat("<p>", 300_000));
        var page = _book
            .Code("x", [.. heavy.Select(tag => string.Concat(Enumerable.Repeat(tag, 300_000))).Append(reopened).Select(html => Shown(("text/html", html), ("text/plain", "the text")))])
            .Code("y", Shown(("image/svg+xml", "<svg>" + string.Concat(Enumerable.Repeat("<g>", 100_000))), ("text/plain", "no drawing")))
            .Markdown(string.Concat(Enumerable.Repeat("> ", 5_000)) + "quoted")
            .Page();
        Assert.Equal(heavy.Length + 1, page.QuerySelectorAll("pre").Count(text => text.TextContent == "the text"));
        Assert.Contains("no drawing", page.Body!.TextContent);
        Assert.Contains("quoted", page.Body.TextContent);
        Assert.Equal(2, _book.Losses.Count);
    }

    [Fact]
    public void styles_of_an_output_stay_as_far_as_they_stay_in_their_place()
    {
        var page = _book.Code("x", Shown(("text/html", "<div style=\"width:38%;position:fixed;top:0\" class=\"anb-bar nb-skip\">x</div><p style=\"color:#000\">y</p>"))).Page();
        Assert.Equal("width: 38%", page.QuerySelector(".anb-bar")!.GetAttribute("style"));
        Assert.Equal("anb-bar", page.QuerySelector(".anb-bar")!.ClassName);
        Assert.Contains("nb-paper", page.QuerySelector(".nb-html")!.ClassName);
    }

    [Fact]
    public void an_output_of_no_known_shape_is_named_and_the_others_stay()
    {
        var page = _book.Code("x", new JsonObject { ["output_type"] = "stream" }, new JsonObject { ["output_type"] = 7 }, Printed("fine")).Page();
        Assert.Equal("fine", page.QuerySelector(".nb-outputs")!.TextContent.Trim());
        Assert.Contains("cells[0]: outputs[1], which has no shape of nbformat 4", _book.Losses);
    }

    public void Dispose() => _book.Dispose();
}
