using AgentNotebook.Kernel.Messaging;
using FsCheck;
using FsCheck.Fluent;

namespace AgentNotebook.Kernel.Tests.Messaging;

public class TextPositionTests
{
    [Theory]
    [InlineData("abc", 2, 2)]
    [InlineData("a\U0001D11Eb", 2, 3)]
    [InlineData("a\U0001D11Eb", 3, 4)]
    [InlineData("abc", 100, 3)]
    [InlineData("abc", -1, 0)]
    public void a_place_counted_in_code_points_is_found(string text, int codePoints, int utf16) =>
        Assert.Equal(utf16, TextPosition.ToUtf16(text, codePoints));

    [Fact]
    public void a_place_there_and_back_is_the_same() => Prop.ForAll<NonNull<string>, NonNegativeInt>((text, place) =>
    {
        var utf16 = TextPosition.ToUtf16(text.Get, place.Get % (text.Get.Length + 1));
        return TextPosition.ToUtf16(text.Get, TextPosition.ToCodePoints(text.Get, utf16)) == utf16;
    }).QuickCheckThrowOnFailure();
}
