namespace AgentNotebook.Models.Chat;

/// <summary>Encloses text that others wrote so that nothing in it can end the enclosure.</summary>
/// <remarks>A fence of CommonMark (section 4.5) is closed only by a run of as many backticks as opened it; this one is longer than any run in the text.</remarks>
internal static class Fence
{
    private const int Shortest = 3;

    /// <summary>The text between two lines of backticks.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="info">What kind of text it is, such as <c>csharp</c>; one word.</param>
    public static string Around(string text, string info = "")
    {
        var fence = new string('`', Math.Max(Shortest, LongestRun(text) + 1));
        return $"{fence}{info}\n{text.ReplaceLineEndings("\n").TrimEnd('\n')}\n{fence}";
    }

    /// <summary>The same of the beginning and the end of a text that is too long to be shown whole.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="maxChars">What is shown of it.</param>
    /// <param name="info">What kind of text it is.</param>
    public static string Around(string text, int maxChars, string info = "")
    {
        if (text.Length <= maxChars)
        {
            return Around(text, info);
        }

        var (head, tail) = (maxChars * 2 / 3, maxChars / 3);
        return Around($"{text[..head]}\n… {text.Length - head - tail} characters left out …\n{text[^tail..]}", info);
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
