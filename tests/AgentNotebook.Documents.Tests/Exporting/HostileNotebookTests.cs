using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AgentNotebook.Documents.Exporting;
using AgentNotebook.Documents.Exporting.Untrusted;
using AngleSharp.Dom;
using static AgentNotebook.Documents.Tests.Exporting.ExportBook;

namespace AgentNotebook.Documents.Tests.Exporting;

/// <summary>Notebooks whose author wants something of the reader. That nothing runs in a real browser is shown in tests/Clients.</summary>
public sealed class HostileNotebookTests : IDisposable
{
    private readonly ExportBook _book = new();

    public static TheoryData<string> Attacks =>
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"x\" onerror=\"alert(1)\">",
        "<svg onload=\"alert(1)\"><script>alert(1)</script></svg>",
        "<svg><a href=\"javascript:alert(1)\"><text>x</text></a><animate attributeName=\"href\" values=\"javascript:alert(1)\"/></svg>",
        "<svg><foreignObject><iframe src=\"javascript:alert(1)\"></iframe></foreignObject></svg>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"java&#10;script:alert(1)\">x</a>",
        "<a href=\" &#1; javascript:alert(1)\">x</a>",
        "<a href=\"vbscript:x\">x</a><a href=\"data:text/html,x\">y</a>",
        "</style><script>alert(1)</script>",
        "<style></style><img src=\"x\" onerror=\"alert(1)\"></style>",
        "<svg><style><![CDATA[</style><img src=\"x\" onerror=\"alert(1)\">]]></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe><object data=\"x\"></object><embed src=\"x\">",
        "<form action=\"http://example.invalid\"><input autofocus onfocus=\"alert(1)\"><button formaction=\"javascript:alert(1)\">x</button></form>",
        "<base href=\"http://example.invalid/\"><meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\"><link rel=\"stylesheet\" href=\"http://example.invalid/x.css\">",
        "<div style=\"position:fixed;inset:0;margin-top:-900px;background:url(http://example.invalid/x)\">x</div>",
        "<div style=\"background:\\75rl(http://example.invalid/x)\">x</div>",
        "<p id=\"notebook\" class=\"nb-skip\" onclick=\"alert(1)\">x</p>",
        "<details open ontoggle=\"alert(1)\"><summary>x</summary></details>",
        "<template><script>alert(1)</script></template>",
        "<x-y onclick=\"alert(1)\">x</x-y>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void nothing_of_an_attack_is_alive_on_the_page(string attack)
    {
        var page = _book.Markdown($"# {attack}\n\n{attack}\n\n[x]({attack})\n\n- {attack}")
            .Code(attack, Shown(("text/html", attack)), Shown(("image/svg+xml", attack)), Shown(("text/markdown", attack)), Shown(("text/latex", attack)), Shown(("application/json", attack)), Printed(attack))
            .Page();
        Assert.Empty(page.QuerySelectorAll("script,iframe,object,embed,form,input,button,base,link,template,svg,math,noscript,x-y"));
        Assert.Equal(["charset", "http-equiv", "name", "name"], page.QuerySelectorAll("meta").Select(meta => meta.Attributes[0]!.Name));
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.Single(page.QuerySelectorAll("#notebook"));
        foreach (var element in page.Body!.QuerySelectorAll("*"))
        {
            Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
            Assert.Matches("^((https?|mailto):.*|[^:]*)$", element.GetAttribute("href") ?? "");
            Assert.StartsWith("data:image/", element.GetAttribute("src") ?? "data:image/");
            Assert.DoesNotMatch(@"url\(|(^|[ ;])position|(^|[ ;])top|: -", element.GetAttribute("style") ?? "");
        }

        foreach (var picture in page.QuerySelectorAll("img[src^='data:image/svg']"))
        {
            AssertIsDead(Encoding.UTF8.GetString(Convert.FromBase64String(picture.GetAttribute("src")!.Split(',')[1])));
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void nothing_of_an_attack_is_alive_in_markdown(string attack)
    {
        var text = _book.Markdown($"{attack}\n\n[x](<{attack.Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal)}>)")
            .Code("1", Shown(("text/html", attack)), Shown(("text/markdown", attack)), Shown(("image/svg+xml", attack)))
            .GitHub();
        // Rendered by somebody who takes every tag as it stands.
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Markdig.Markdown.ToHtml(text));
        Assert.Empty(page.QuerySelectorAll("script,iframe,object,embed,form,input,button,base,link,meta,style,template,svg,math,noscript,x-y"));
        foreach (var element in page.All)
        {
            Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style");
            Assert.DoesNotMatch(@"(?i)^\W*(java|vb)\s*script:|^data:text", element.GetAttribute("href") ?? "");
        }

        foreach (var drawing in Directory.Exists(_book.File("book_files")) ? Directory.GetFiles(_book.File("book_files"), "*.svg") : [])
        {
            AssertIsDead(File.ReadAllText(drawing));
        }
    }

    [Fact]
    public void a_drawing_keeps_its_look_and_loses_every_address()
    {
        var svg = new SafeSvg(200).Read("""
            <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="http://ink" viewBox="0 0 9 9" ink:version="1">
            <style>.a{fill:url(#g)}@media (prefers-color-scheme:dark){.a{--x:1}}</style><style>@import "http://example.invalid/x.css";</style><style>.b{fill:url( http://example.invalid/y )}</style>
            <linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>
            <rect class="a" style="fill:#fff;stroke:blue" fill="url(#g)" filter="url(http://example.invalid/z)" width="9" height="9"/>
            <use xlink:href="#g"/><use href="http://example.invalid/u#x"/><image href="http://example.invalid/i"/><image href="data:image/png;base64,AAAA"/><text ink:label="l">&x; &lt;b&gt;</text>
            </svg>
            """)!;
        var text = Encoding.UTF8.GetString(svg.Bytes);
        var document = XDocument.Parse(text);
        AssertIsDead(text);
        Assert.DoesNotContain("example.invalid", text);
        Assert.DoesNotContain("passwd", text);
        Assert.Contains(".a{fill:url(#g)}@media (prefers-color-scheme:dark){.a{--x:1}}", text);
        Assert.Contains("linearGradient", text);
        Assert.Contains("viewBox=\"0 0 9 9\"", text);
        Assert.Contains("fill=\"url(#g)\"", text);
        Assert.Contains("stroke", document.Descendants().Single(element => element.Name.LocalName == "rect").Attribute("style")!.Value);
        Assert.Contains("data:image/png;base64,AAAA", text);
    }

    [Fact]
    public void a_fence_in_an_output_does_not_end_the_fence_around_it()
    {
        var text = _book.Code("// ```\n1", Printed("````\n# not a heading\n<script>x</script>\n````")).GitHub();
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Markdig.Markdown.ToHtml(text));
        Assert.Equal(2, page.QuerySelectorAll("pre > code").Length);
        Assert.Empty(page.QuerySelectorAll("h1,script"));
    }

    [Fact]
    public void a_comment_of_a_program_cannot_be_left()
    {
        var program = _book.Markdown("words\u2028Console.WriteLine(\"harm\");\u0085Environment.Exit(1);\r#:package Evil@1").Code("1").Program();
        Assert.All(program.Split('\n', '\r', '\u2028', '\u0085').Where(line => line.Contains("harm") || line.Contains("Exit") || line.Contains("Evil")), line => Assert.StartsWith("//", line));
    }

    private static void AssertIsDead(string svg)
    {
        var document = XDocument.Parse(svg);
        Assert.DoesNotContain(document.Descendants(), element => element.Name.LocalName is "script" or "foreignObject" or "animate" or "set" or "iframe" or "img");
        Assert.DoesNotContain(document.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || Regex.IsMatch(attribute.Value, "(?i)javascript:"));
    }

    public void Dispose() => _book.Dispose();
}
