using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker.Tests;

public class ValueTextTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { true, "true" },
        { "a", "\"a\"" },
        { 'c', "'c'" },
        { 1.5, "1.5" },
        { new[] { 1, 2 }, "[1, 2]" },
        { new List<object> { "x", new[] { 1.5 } }, "[\"x\", [1.5]]" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void a_value_is_one_short_line(object? value, string text) => Assert.Equal(text, ValueText.Of(value));

    [Fact]
    public void a_long_list_is_cut() => Assert.EndsWith("31, …]", ValueText.Of(Enumerable.Range(0, 1_000_000).ToArray()), StringComparison.Ordinal);

    [Fact]
    public void a_long_text_is_cut() => Assert.Equal(CheckMessage.MaximumValueLength, ValueText.Of(new string('x', 5000)).Length);

    [Fact]
    public void a_value_that_throws_is_told_so() => Assert.Equal("(NotSupportedException while it was written)", ValueText.Of(new Sullen()));

    private sealed class Sullen
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
