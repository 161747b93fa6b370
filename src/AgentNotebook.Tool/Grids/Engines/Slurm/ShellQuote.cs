namespace AgentNotebook.Tool.Grids.Engines.Slurm;

/// <summary>Writes a text as one word of a POSIX shell.</summary>
internal static class ShellQuote
{
    /// <summary>The word: the text in single quotes, in which nothing has a meaning but the quote itself.</summary>
    /// <param name="text">Any text without NUL, which no argument of a process can hold.</param>
    /// <exception cref="ArgumentException">It holds NUL.</exception>
    /// <remarks>POSIX.1-2017, Shell Command Language, 2.2.2.</remarks>
    public static string Of(string text) =>
        text.Contains('\0') ? throw new ArgumentException("No argument of a process holds NUL.", nameof(text))
        : text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "_./:,+@%-".Contains(c)) && text[0] != '-' ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
