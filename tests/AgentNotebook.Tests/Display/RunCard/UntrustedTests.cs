using AgentNotebook.Display.RunCard;

namespace AgentNotebook.Tests.Display.RunCard;

public class UntrustedTests
{
    [Fact]
    public void a_line_has_no_line_end_and_nothing_that_steers_a_terminal() =>
        Assert.Equal("a b \uFFFD[31m \uFFFD", Untrusted.Line("a\r\nb\n\u001b[31m\n\0"));

    [Fact]
    public void marks_that_turn_the_reading_direction_are_named() =>
        Assert.Equal("if (x) [U+202E]} [U+2066]//", Untrusted.CodeLine("if (x) \u202e} \u2066//", 100));

    [Fact]
    public void a_cut_never_halves_a_character()
    {
        var cut = Untrusted.Line(string.Concat(Enumerable.Repeat("😀", 10)), 6);
        Assert.Equal("😀😀…", cut);
    }

    [Fact]
    public void the_first_or_the_last_lines_are_kept_and_the_rest_counted()
    {
        var (first, after) = Untrusted.FirstLines("a\n\tb\r\nc\nd\n\n", 2, 10);
        Assert.Equal(["a", "    b"], first);
        Assert.Equal(2, after);
        var (last, before) = Untrusted.LastLines("a\n\tb\r\nc\nd\n\n", 3, 10);
        Assert.Equal(["    b", "c", "d"], last);
        Assert.Equal(1, before);
    }

    [Fact]
    public void blank_text_has_no_lines()
    {
        Assert.Empty(Untrusted.FirstLines(" \n ", 2, 10).Kept);
        Assert.Empty(Untrusted.LastLines(" \n ", 2, 10).Kept);
    }
}
