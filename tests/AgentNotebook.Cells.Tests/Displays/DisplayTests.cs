using AgentNotebook.Display;

namespace AgentNotebook.Cells.Tests.Displays;

public class DisplayTests
{
    [Fact]
    public async Task what_has_a_display_id_is_changed_from_the_same_and_from_a_later_cell()
    {
        await using var notebook = new Notebook();
        await notebook.Value("display(1, displayId: \"x\"); UpdateDisplay(\"x\", 2);");
        Assert.Equal(["display:1", "update:2"], notebook.Output.Calls);
        Assert.Equal("x", await notebook.Value("UpdateDisplay(\"x\", \"<b>3</b>\", \"text/html\"); \"x\""));
        Assert.Equal("<b>3</b>", notebook.Output.Bundles[0].Data[MimeBundle.Html]);
    }

    [Fact]
    public async Task every_object_shows_itself()
    {
        await using var notebook = new Notebook();
        await notebook.Value("var shown = new[] { 1, 2 }.Display(); shown.Update(\"gone\"); \"<i>x</i>\".Display(\"text/html\"); 5.Display(displayId: \"five\");\n6.Display()");
        Assert.Equal(["display:[ 1, 2 ]", "update:gone", "display:<i>x</i>", "display:5", "display:6"], notebook.Output.Calls);
    }

    [Theory]
    [InlineData("HTML(\"<b>x</b>\")", "text/html", "<b>x</b>")]
    [InlineData("Markdown(\"*x*\")", "text/markdown", "*x*")]
    [InlineData("SVG(\"<svg/>\")", "image/svg+xml", "<svg/>")]
    [InlineData("LaTeX(\"$x$\")", "text/latex", "$x$")]
    [InlineData("Javascript(\"x()\");", "application/javascript", "x()")]
    [InlineData("display(HTML(\"<b>x</b>\"));", "text/html", "<b>x</b>")]
    public async Task content_is_shown_as_what_it_is_and_readable_elsewhere(string code, string mimeType, string content)
    {
        await using var notebook = new Notebook();
        await notebook.Value(code);
        var bundle = Assert.Single(notebook.Output.Bundles);
        Assert.Equal(content, bundle.Data[mimeType]);
        Assert.Equal(content, bundle.Data[MimeBundle.Text]);
    }

    [Fact]
    public async Task the_bytes_of_a_picture_go_out_in_base64()
    {
        await using var notebook = new Notebook();
        await notebook.Value("display(new byte[] { 137, 80, 78, 71 }, \"image/png\");");
        var bundle = Assert.Single(notebook.Output.Bundles);
        Assert.Equal([137, 80, 78, 71], Convert.FromBase64String(bundle.Data["image/png"]));
        Assert.Equal("(image/png, 4 bytes)", bundle.Data[MimeBundle.Text]);
    }

    [Fact]
    public async Task the_output_is_cleared_at_once_or_when_something_new_comes()
    {
        await using var notebook = new Notebook();
        await notebook.Value("Console.Write(1); ClearOutput(); Console.Write(2); ClearOutput(wait: true);");
        Assert.Equal(["stdout:1", "clear:False", "stdout:2", "clear:True"], notebook.Output.Calls);
    }

    [Fact]
    public async Task formatters_are_registered_without_a_using()
    {
        await using var notebook = new Notebook();
        await notebook.Value("class Own { }\nFormatter.Register<Own>(_ => \"<own/>\", \"text/html\");\nnew Own()");
        Assert.Equal("<own/>", Assert.Single(notebook.Output.Bundles).Data[MimeBundle.Html]);
    }
}
