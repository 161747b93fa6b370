namespace AgentNotebook.Tests.Support;

/// <summary>Text that breaks what does not escape and bound it.</summary>
public static class Hostile
{
    /// <summary>Markup, the end of CDATA, NUL, ESC, a right-to-left override, half a surrogate pair, quotes.</summary>
    public const string Text = "<script>alert(1)</script>]]>&amp;\0\u001b[31m\u202e\ud800\"'";

    /// <summary>The part of <see cref="Text"/> that must still be read, as text.</summary>
    public const string Readable = "<script>alert(1)</script>]]>&amp;";

    /// <summary>One million characters in many lines.</summary>
    public static string Megabyte { get; } = string.Concat(Enumerable.Repeat(Text + new string('&', 46) + "\n", 10_000));
}
