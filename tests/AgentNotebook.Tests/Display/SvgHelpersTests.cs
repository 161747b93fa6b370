using AgentNotebook.Display.Svg;

namespace AgentNotebook.Tests.Display;

public class SvgHelpersTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData((1L << 30) - 1, "1 GiB")]
    [InlineData(3435973837, "3.2 GiB")]
    [InlineData(long.MaxValue, "8 EiB")]
    [InlineData(-2048, "−2 KiB")]
    public void bytes_are_told_in_binary_units(long bytes, string text) => Assert.Equal(text, ByteSize.Text(bytes));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0004, "0.4 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(0.9996, "1 s")]
    [InlineData(4.2, "4.2 s")]
    [InlineData(59.96, "1 min")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(7800, "2 h 10 min")]
    [InlineData(273600, "3 d 4 h")]
    [InlineData(-5, "−5 s")]
    public void durations_are_told_in_two_units_at_most(double seconds, string text) => Assert.Equal(text, ElapsedText.Text(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.05, 5)]
    [InlineData(1, 7)]
    [InlineData(42, 7)]
    [InlineData(200, 7)]
    [InlineData(59, 2)]
    [InlineData(5000, 7)]
    [InlineData(100_000, 7)]
    [InlineData(90_000_000, 7)]
    public void ticks_of_time_are_few_even_and_within_the_axis(double seconds, int most)
    {
        var ticks = AxisTicks.Time(TimeSpan.FromSeconds(seconds), most);
        Assert.InRange(ticks.Count, 2, most + 1);
        Assert.Equal(TimeSpan.Zero, ticks[0]);
        Assert.True(ticks[^1].TotalSeconds <= seconds * 1.0001);
        Assert.Equal(ticks.Count, ticks.Select(ElapsedText.Text).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(3L << 30)]
    [InlineData(long.MaxValue / 2)]
    public void ticks_of_bytes_are_few_and_powers_of_two_apart(long top)
    {
        var ticks = AxisTicks.Bytes(top, 4);
        Assert.InRange(ticks.Count, 2, 5);
        Assert.InRange(AxisTicks.Bytes(top, 2).Count, 2, 3);
        Assert.True(long.IsPow2(ticks[1]));
        Assert.InRange(ticks[^1], 1, top);
    }

    [Fact]
    public void text_is_cut_without_splitting_a_character()
    {
        Assert.Equal("abc", SvgText.Cut("abc", 3));
        Assert.Equal("ab…", SvgText.Cut("abcd", 3));
        Assert.Equal("a…", SvgText.Cut("a😀bc", 3));
        Assert.Equal("a…", SvgText.Fit("a😀bc", 10, 17));
    }

    [Fact]
    public void text_is_wrapped_at_spaces_into_the_lines_there_are()
    {
        var lines = SvgText.Wrap("one two three four five six seven", 10, 60, 2);
        Assert.Equal(2, lines.Count);
        Assert.Equal("one two", lines[0]);
        Assert.EndsWith("…", lines[1], StringComparison.Ordinal);
        Assert.Empty(SvgText.Wrap("", 10, 60, 2));
    }

    [Fact]
    public void every_text_colour_has_contrast_on_its_panel_by_day_and_by_night()
    {
        foreach (var ink in new[] { SvgInk.Text, SvgInk.Muted, SvgInk.Primary, SvgInk.Secondary, SvgInk.Accent, SvgInk.Good, SvgInk.Bad })
        {
            Assert.True(Contrast(SvgTheme.Light(ink), SvgTheme.Light(SvgInk.Panel)) >= 4.5, $"{ink} on a light page");
            Assert.True(Contrast(SvgTheme.Dark(ink), SvgTheme.Dark(SvgInk.Panel)) >= 4.5, $"{ink} on a dark page");
        }
    }

    /// <summary>WCAG 2.1, contrast ratio.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>WCAG 2.1, relative luminance.</summary>
    private static double Luminance(string colour)
    {
        var channels = Convert.FromHexString(colour[1..]).Select(value => value / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
