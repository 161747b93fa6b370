namespace AgentNotebook.Magics.Assistance;

/// <summary>A word of a line that is still being typed: its quotes may be open.</summary>
/// <param name="Text">As it stands.</param>
/// <param name="Start">Where it begins, counted from 0.</param>
internal readonly record struct LineToken(string Text, int Start)
{
    public int End => Start + Text.Length;

    /// <summary>The words of a line, cut where <see cref="MagicLineParser"/> cuts them.</summary>
    public static List<LineToken> Split(string line)
    {
        var tokens = new List<LineToken>();
        for (var at = 0; at < line.Length;)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }

            var (start, quoted) = (at, false);
            for (; at < line.Length && (quoted || !char.IsWhiteSpace(line[at])); at++)
            {
                if (quoted && line[at] == '\\' && at + 1 < line.Length && line[at + 1] is '"' or '\\')
                {
                    at++;
                }
                else if (line[at] == '"')
                {
                    quoted = !quoted;
                }
            }

            at = Math.Min(at, line.Length);
            tokens.Add(new LineToken(line[start..at], start));
        }

        return tokens;
    }
}
