namespace AgentNotebook.Execution.Compiling;

/// <summary>
/// Finds code that nests too deeply to be parsed. The compiler's parser recurses into brackets, and where it does so for types it does not
/// watch its stack: a few thousand of them can end the whole process.
/// </summary>
public static class Nesting
{
    /// <summary>The deepest nesting of brackets that is parsed.</summary>
    /// <value>512.</value>
    public const int Maximum = 512;

    /// <summary>The longest run of prefix operators that is parsed: each nests the next, and the binder does not watch its stack there either.</summary>
    /// <value>10,000, far beyond any ruler of dashes in a comment.</value>
    public const int MaximumPrefixes = 10_000;

    /// <summary>Where brackets nest too deeply. Brackets in strings and comments count too: telling them apart is the parser's work.</summary>
    /// <param name="code">C# source.</param>
    /// <param name="limit">The deepest nesting allowed.</param>
    /// <returns>Offset of the bracket that is too deep; -1 when none is.</returns>
    public static int TooDeepAt(string code, int limit = Maximum)
    {
        var (depth, angles, prefixes) = (0, 0, 0);
        for (var index = 0; index < code.Length; index++)
        {
            prefixes = code[index] is '!' or '~' or '-' or '+' or '^' or '&' or '*' ? prefixes + 1 : char.IsWhiteSpace(code[index]) ? prefixes : 0;
            if (prefixes > MaximumPrefixes)
            {
                return index;
            }

            switch (code[index])
            {
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth = Math.Max(0, depth - 1);
                    break;
                case '<':
                    angles++;
                    break;
                case '>':
                    angles = Math.Max(0, angles - 1);
                    break;
                case ';':
                    // Most angles are comparisons; no list of type arguments goes past a statement.
                    angles = 0;
                    break;
                default:
                    continue;
            }

            if (depth + angles > limit)
            {
                return index;
            }
        }

        return -1;
    }
}
