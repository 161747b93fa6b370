using System.Text;
using AgentNotebook.Display;
using AgentNotebook.Display.Sandbox;
using AgentNotebook.Execution;

namespace AgentNotebook.Tests.Display.Sandbox;

public class ArtifactViewTests
{
    private const string Hostile = "<script>alert(1)</script>";

    [Fact]
    public void an_svg_is_shown_as_a_picture_and_never_becomes_markup_of_the_page()
    {
        var bundle = Assert.Single(ArtifactView.Render([Artifact("plot.svg", $"<svg xmlns='http://www.w3.org/2000/svg'>{Hostile}</svg>")]));

        Assert.DoesNotContain(MimeBundle.Svg, bundle.Data.Keys);
        Assert.DoesNotContain("<script", bundle.Data[MimeBundle.Html], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<img style=\"max-width:100%\" alt=\"plot.svg\" src=\"data:image/svg+xml;base64,", bundle.Data[MimeBundle.Html], StringComparison.Ordinal);
        Assert.Equal("plot.svg (71 B)", bundle.Data[MimeBundle.Text]);
    }

    [Fact]
    public void html_is_shown_as_text()
    {
        var html = Assert.Single(ArtifactView.Render([Artifact("page.html", $"<b>1</b>\n{Hostile}")])).Data[MimeBundle.Html];

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void the_name_is_untrusted_too()
    {
        foreach (var bundle in ArtifactView.Render([Artifact("\"><script>\u202e.svg", "<svg/>"), Artifact("<script>.html", "1")]))
        {
            Assert.DoesNotContain("<script>", bundle.Data[MimeBundle.Html], StringComparison.Ordinal);
            Assert.DoesNotContain("\u202e", bundle.Data[MimeBundle.Html], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("plot.png", "no picture")]
    [InlineData("data.csv", "1,2")]
    [InlineData("plot", "<svg/>")]
    [InlineData("text.txt", "x")]
    public void anything_else_is_listed_with_its_size(string name, string content)
    {
        var bundle = Assert.Single(ArtifactView.Render([Artifact(name, content)]));

        Assert.Equal([MimeBundle.Text], bundle.Data.Keys);
        Assert.Equal($"1 artifact not shown: {name} ({content.Length} B). --save DIR writes it to a folder.", bundle.Data[MimeBundle.Text]);
    }

    [Fact]
    public void a_png_is_shown_by_what_it_holds()
    {
        var bundle = Assert.Single(ArtifactView.Render([new GuestArtifact("plot.PNG", new byte[] { 0x89, 0x50, 0x4E, 0x47, 1 })]));

        Assert.Contains("data:image/png;base64,iVBORwE=", bundle.Data[MimeBundle.Html], StringComparison.Ordinal);
    }

    [Fact]
    public void what_is_shown_is_bounded_in_size_and_number()
    {
        var large = ArtifactView.Render([new GuestArtifact("large.svg", new byte[(1 << 20) + 1])]);
        Assert.Equal([MimeBundle.Text], Assert.Single(large).Data.Keys);

        var many = ArtifactView.Render([.. Enumerable.Range(0, 100).Select(number => new GuestArtifact($"{number}.svg", new byte[1 << 19]))]);
        Assert.Equal(9, many.Count);
        Assert.StartsWith("92 artifacts not shown: 8.svg (512 KiB), ", many[^1].Data[MimeBundle.Text], StringComparison.Ordinal);
        Assert.Contains(" and 72 more.", many[^1].Data[MimeBundle.Text], StringComparison.Ordinal);
    }

    private static GuestArtifact Artifact(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));
}
