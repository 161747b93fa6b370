namespace AgentNotebook.Kernel.Messaging;

/// <summary>Jupyter counts places in code by Unicode code points, since messaging 5.2; .NET by UTF-16 units.</summary>
internal static class TextPosition
{
    /// <summary>The UTF-16 offset of a code point; the end of the text for one beyond it.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var offset = 0;
        for (; codePoints > 0 && offset < text.Length; codePoints--)
        {
            offset += char.IsSurrogatePair(text, offset) ? 2 : 1;
        }

        return offset;
    }

    /// <summary>The number of code points before a UTF-16 offset.</summary>
    public static int ToCodePoints(string text, int utf16)
    {
        var count = 0;
        for (var offset = 0; offset < utf16 && offset < text.Length; count++)
        {
            offset += char.IsSurrogatePair(text, offset) ? 2 : 1;
        }

        return count;
    }
}
