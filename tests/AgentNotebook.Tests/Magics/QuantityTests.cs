using AgentNotebook.Magics;

namespace AgentNotebook.Tests.Magics;

public class QuantityTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("2min", 120_000)]
    [InlineData("1H", 3_600_000)]
    public void times_are_read(string text, double milliseconds)
    {
        Assert.True(Quantity.TryParseDuration(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("1e300h")]
    [InlineData("")]
    public void what_is_no_time_is_refused(string text) => Assert.False(Quantity.TryParseDuration(text, out _));

    [Theory]
    [InlineData("64MiB", 64L << 20)]
    [InlineData("1.5GiB", 3L << 29)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("512b", 512)]
    [InlineData("4096", 4096)]
    public void sizes_are_read(string text, long expected)
    {
        Assert.True(Quantity.TryParseBytes(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1MiB")]
    [InlineData("lots")]
    [InlineData("99999999TiB")]
    [InlineData("")]
    public void what_is_no_size_is_refused(string text) => Assert.False(Quantity.TryParseBytes(text, out _));
}
