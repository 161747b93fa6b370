using System.Text.RegularExpressions;

namespace AgentNotebook.Agents.Faults;

/// <summary>Takes out of a message what differs from one time to the next though the fault is the same: numbers, quoted names, paths, ids.</summary>
internal static partial class FaultText
{
    // Longer messages are told by their beginning; every expression below takes time in proportion to the length.
    private const int Longest = 2_000;

    /// <summary>What is left of a message.</summary>
    public static string Essence(string message)
    {
        var text = message.Length > Longest ? message[..Longest] : message;
        text = Quoted().Replace(text, "'…'");
        text = Path().Replace(text, "‹path›");
        text = Id().Replace(text, "‹id›");
        return Spaces().Replace(Number().Replace(text, "#"), " ").Trim();
    }

    // An apostrophe within a word ends no quotation.
    [GeneratedRegex(@"""[^""\n]*""|`[^`\n]*`|“[^”\n]*”|‘[^’\n]*’|(?<!\w)'[^'\n]*'(?!\w)")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?:\b[a-z][a-z0-9+.]*://|\b[A-Za-z]:\\|(?<![\w/])/)[^\s:;,)\]""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Path();

    [GeneratedRegex(@"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b0x[0-9a-f]+\b|\b(?=[a-f]*[0-9])[0-9a-f]{12,}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    [GeneratedRegex(@"[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
